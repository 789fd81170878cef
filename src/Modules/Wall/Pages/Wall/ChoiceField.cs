using Concord.Wall.Reading;

namespace Concord.Wall.Pages.Wall;

/// <summary>One field of the form that narrows the wall.</summary>
internal sealed record ChoiceField(string Name, IReadOnlyList<Choice> Choices, string? Chosen);
