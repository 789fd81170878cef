using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>A folder <c>documents/{slug}</c> of a content pack, read and checked.</summary>
internal sealed record DocumentDraft
{
    public required string Slug { get; init; }

    /// <summary>The file that describes it, for messages.</summary>
    public required string File { get; init; }

    public required string Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    public required Speaker? Speaker { get; init; }

    public required string? Place { get; init; }

    public required IReadOnlyList<TopicDraft> Topics { get; init; }

    public required IReadOnlyList<EditionDraft> Editions { get; init; }

    /// <summary>Digest of what is true whatever the language.</summary>
    public required string Digest { get; init; }
}

internal sealed record TopicDraft(TopicScheme Scheme, string Value, int Position);

/// <param name="BodyLine">The line of the file on which the first word of the body stands.</param>
/// <param name="TranslatedFrom">The language it was translated from; null where it was written in its own.</param>
/// <param name="Digest">Digest of the words.</param>
internal sealed record EditionDraft(
    string File,
    int BodyLine,
    string Language,
    string? TranslatedFrom,
    string Title,
    string Summary,
    string Body,
    string Digest
);
