namespace Concord.Foundation.Pages;

/// <summary>A page of the workspace that its navigation names.</summary>
/// <param name="TextKey">Of its name.</param>
/// <param name="Path">After <c>/desk/{lang}</c>.</param>
/// <param name="Policy">Who sees it: one of <see cref="Security.DeskPolicies"/>.</param>
/// <param name="Order">Lower comes first.</param>
public sealed record DeskLink(string TextKey, string Path, string Policy, int Order);
