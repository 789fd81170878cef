namespace Concord.Foundation.Pages;

/// <summary>One field of a filter form, rendered by the shared partial <c>_ChoiceField</c>.</summary>
/// <param name="Name">Query key.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="All">Label of no choice.</param>
/// <param name="Chosen">Null where nothing is chosen.</param>
public sealed record ChoiceField(string Name, string Label, string All, IReadOnlyList<Choice> Choices, string? Chosen);

/// <param name="Value">As in the query.</param>
public sealed record Choice(string Value, string Name);
