using Concord.Newsroom.Desk;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>One list of the first page of the workspace.</summary>
/// <param name="TitleKey">Of its heading.</param>
/// <param name="EmptyKey">Of what stands there when it is empty.</param>
internal sealed record TodayPart(string TitleKey, string EmptyKey, IReadOnlyList<TodayItem> Items);
