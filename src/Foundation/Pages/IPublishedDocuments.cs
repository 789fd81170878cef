using Concord.Foundation.Languages;

namespace Concord.Foundation.Pages;

/// <summary>News and statements that readers can read now, for modules that tell of them; one module has their pages.</summary>
public interface IPublishedDocuments
{
    /// <param name="publishedAfter">UTC, by the clock of the site: an archive that is entered later is not new.</param>
    /// <param name="publicAfter">UTC; released, or published by a schedule, after it.</param>
    /// <param name="now">UTC, by the clock of the site.</param>
    /// <returns>Oldest first.</returns>
    Task<IReadOnlyList<PublishedDocument>> NewAsync(
        Language language,
        DateTime publishedAfter,
        DateTime publicAfter,
        DateTime now,
        CancellationToken cancellation
    );

    /// <param name="now">UTC, by the clock of the site.</param>
    /// <returns>Oldest first; those that readers cannot read in the language are left out.</returns>
    Task<IReadOnlyList<PublishedDocument>> FindAsync(
        IReadOnlyCollection<Guid> ids,
        Language language,
        DateTime now,
        CancellationToken cancellation
    );
}

/// <summary>A document in one language, as lists show it.</summary>
public sealed record PublishedDocument
{
    public required Guid Id { get; init; }

    /// <summary>Name of its kind: <c>statement</c>; its word is the text <c>kind.statement</c>.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>Of its page, from the first slash, with the language.</summary>
    public required string Path { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>Who published the full text, where this is a summary of it; null where it is the full text.</summary>
    public required string? SummaryOf { get; init; }

    /// <summary>Name of its picture; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>Number of the text that readers see: another number, another text.</summary>
    public int Revision { get; init; }

    /// <summary>Slugs of its lines of effort.</summary>
    public required IReadOnlyList<string> Efforts { get; init; }
}
