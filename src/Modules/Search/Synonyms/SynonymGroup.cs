namespace Concord.Search.Synonyms;

/// <summary>Words and names that readers use for the same thing, in every language and script.</summary>
internal sealed class SynonymGroup
{
    /// <summary>Slug: <c>daesh</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A term of one or more words on each line.</summary>
    public required string Lines { get; set; }

    public IReadOnlyList<string> Terms => Lines.Split('\n');
}
