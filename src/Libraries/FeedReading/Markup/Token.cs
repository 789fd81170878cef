namespace Concord.FeedReading.Markup;

internal enum TokenKind
{
    End,
    StartTag,
    EndTag,
    Text,
}

/// <summary>A piece of markup.</summary>
/// <param name="Value">The raw name of a tag, or text with its entities resolved.</param>
/// <param name="From">Offset of its first character.</param>
/// <param name="To">Offset after its last.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int From, int To, bool IsEmpty = false)
{
    public IReadOnlyList<(string Name, string Value)> Attributes { get; init; } = [];
}
