using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>A folder <c>documents/{slug}</c> of a content pack, parsed and validated.</summary>
internal sealed record ImportedDocument
{
    public required string Slug { get; init; }

    /// <summary>Null where it is derived from the slug.</summary>
    public Guid? Id { get; init; }

    /// <summary>The file that describes it, for messages.</summary>
    public required string File { get; init; }

    public required string Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    public required Speaker? Speaker { get; init; }

    public required string? Place { get; init; }

    public required string? Picture { get; init; }

    public required int Position { get; init; }

    /// <summary>Downloads: path of the file in the pack.</summary>
    public required string? Download { get; init; }

    public required IReadOnlyList<DescribedTopic> Topics { get; init; }

    /// <summary>Its statuses, oldest first.</summary>
    public required IReadOnlyList<ImportedStatus> History { get; init; }

    public required IReadOnlyList<ImportedEdition> Editions { get; init; }

    /// <returns>How many translations lie between an edition and its original; null where none of them goes back to one.</returns>
    public int? DepthOf(ImportedEdition edition)
    {
        for (var depth = 0; depth <= Editions.Count; depth++)
        {
            if (edition.TranslatedFrom is not { } from)
            {
                return depth;
            }

            if (Editions.FirstOrDefault(other => other.Language == from) is not { } source)
            {
                return null;
            }

            edition = source;
        }

        return null;
    }

    /// <param name="file">Digest of the file to download.</param>
    public DocumentDescription Describe(string? file) =>
        new()
        {
            Kind = Kind,
            PublishedAt = PublishedAt,
            Speaker = Speaker,
            Place = Place,
            Picture = Picture,
            Position = Position,
            FileDigest = file,
            FileName = Path.GetFileName(Download),
            Topics = Topics,
        };
}

/// <param name="State">Live where it was released again.</param>
/// <param name="At">UTC.</param>
/// <param name="MovedTo">A slug.</param>
/// <param name="Notices">Text for readers, by language.</param>
/// <param name="Languages">Those it is about; none for all.</param>
internal sealed record ImportedStatus(
    EditionState State,
    DateTime At,
    string? MovedTo,
    IReadOnlyDictionary<string, string> Notices,
    IReadOnlyList<string> Languages
)
{
    public bool IsAbout(string language) => Languages.Count == 0 || Languages.Contains(language);
}

/// <summary>One language of a document.</summary>
internal sealed record ImportedEdition
{
    public required string File { get; init; }

    /// <summary>The line of the file on which the body begins.</summary>
    public required int BodyLine { get; init; }

    public required string Language { get; init; }

    /// <summary>Null where it is derived from slug and language.</summary>
    public Guid? Id { get; init; }

    /// <summary>When it was first released, UTC; null for the time of the document.</summary>
    public DateTime? ReleasedAt { get; init; }

    /// <summary>True where readers do not see it yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The language it was translated from; null for an original.</summary>
    public required string? TranslatedFrom { get; init; }

    public required EditionContent Content { get; init; }
}
