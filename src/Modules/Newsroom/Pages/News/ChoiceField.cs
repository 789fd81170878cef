namespace Concord.Newsroom.Pages.News;

/// <summary>One field of the form that narrows a list.</summary>
internal sealed record ChoiceField(string Name, IReadOnlyList<Choice> Choices, string? Chosen);
