namespace Concord.Foundation.Pages;

/// <summary>One field of a form that narrows a list: the shared partial <c>_ChoiceField</c> draws it.</summary>
/// <param name="Name">Key of the query.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="All">What stands for no choice.</param>
/// <param name="Chosen">Null where nothing is.</param>
public sealed record ChoiceField(string Name, string Label, string All, IReadOnlyList<Choice> Choices, string? Chosen);

/// <param name="Value">As the query has it.</param>
public sealed record Choice(string Value, string Name);
