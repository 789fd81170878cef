using System.Linq.Expressions;

namespace Concord.Newsroom.Documents;

/// <summary>What a list shows of an edition.</summary>
internal sealed record Headline
{
    public required Guid DocumentId { get; init; }

    public required string Slug { get; init; }

    public required string Kind { get; init; }

    public required string Language { get; init; }

    public required DateTime PublishedAt { get; init; }

    public required Speaker? Speaker { get; init; }

    /// <summary>Slug of the place.</summary>
    public required string? Place { get; init; }

    /// <summary>Name of the picture.</summary>
    public required string? Picture { get; init; }

    /// <summary>Number of the text; 0 where it is not released.</summary>
    public int Revision { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>JSON of <see cref="OriginalText"/>, as it is stored.</summary>
    public required string? OriginalJson { get; init; }

    /// <summary>The text it is a summary of; null where it is the full text.</summary>
    public OriginalText? Original => OriginalText.Read(OriginalJson);

    public bool IsSummary => OriginalJson is not null;

    public DateOnly Day => DateOnly.FromDateTime(PublishedAt);

    /// <summary>The headline of a text that need not be released.</summary>
    public static Headline Of(Document document, string language, EditionContent content) =>
        new()
        {
            DocumentId = document.Id,
            Slug = document.Slug,
            Kind = document.Kind,
            Language = language,
            PublishedAt = document.PublishedAt,
            Speaker = document.Speaker,
            Place = document.Place,
            Picture = document.Picture,
            Title = content.Title,
            Summary = content.Summary,
            OriginalJson = OriginalText.ToJson(content.Original),
        };

    /// <summary>Projects an edition with its public revision, inside the database.</summary>
    public static readonly Expression<Func<Edition, Headline>> Projection = edition => new Headline
    {
        DocumentId = edition.DocumentId,
        Slug = edition.Document.Slug,
        Kind = edition.Kind,
        Language = edition.Language,
        PublishedAt = edition.PublishedAt,
        Speaker = edition.Document.Speaker,
        Place = edition.Document.Place,
        Picture = edition.Document.Picture,
        Revision = edition.PublicRevision ?? 0,
        Title = edition.Releases.First(revision => revision.Number == edition.PublicRevision).Title,
        Summary = edition.Releases.First(revision => revision.Number == edition.PublicRevision).Summary,
        OriginalJson = edition.Releases.First(revision => revision.Number == edition.PublicRevision).Original,
    };
}
