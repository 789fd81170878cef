using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Desk;

/// <summary>Reads one edition with what its writer needs beside it.</summary>
internal sealed class EditionDesk(ConcordDb db, LanguageSet languages)
{
    /// <returns>Null where there is no such document.</returns>
    public async Task<EditionOnDesk?> ReadAsync(string slug, string language, CancellationToken cancellation)
    {
        var document = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Topics)
            .Include(row => row.Editions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (document is null)
        {
            return null;
        }

        var edition = document.Editions.Find(row => row.Language == language);
        var newest = edition is null ? null : await NewestAsync(edition.Id, cancellation);
        return new EditionOnDesk
        {
            Document = document,
            Language = language,
            Edition = edition,
            Newest = newest,
            Source = await SourceAsync(document, edition, newest, cancellation),
            IsScheduled =
                newest is not null
                && await db.Set<ReleaseSet>()
                    .AnyAsync(
                        set =>
                            set.ExecutedAt == null
                            && set.CancelledAt == null
                            && set.Items.Any(item => item.EditionId == newest.EditionId && item.Revision == newest.Number),
                        cancellation
                    ),
        };
    }

    /// <returns>Null where the edition has no such revision.</returns>
    public Task<Revision?> FindAsync(Guid edition, int number, CancellationToken cancellation) =>
        db.Set<Revision>()
            .AsNoTracking()
            .SingleOrDefaultAsync(revision => revision.EditionId == edition && revision.Number == number, cancellation);

    /// <returns>Language and number of the revision that this one was translated from; null for an original.</returns>
    public async Task<(string Language, int Number)?> SourceOfAsync(Revision revision, CancellationToken cancellation)
    {
        var source = await db.Set<Edition>()
            .SelectMany(
                edition => edition.Revisions,
                (edition, row) =>
                    new
                    {
                        edition.Language,
                        row.Id,
                        row.Number,
                    }
            )
            .SingleOrDefaultAsync(row => row.Id == revision.SourceRevisionId, cancellation);
        return source is null ? null : (source.Language, source.Number);
    }

    /// <summary>What the edition was translated from; for a language without a text, what it can be translated from.</summary>
    private async Task<TranslationSource?> SourceAsync(
        Document document,
        Edition? edition,
        Revision? newest,
        CancellationToken cancellation
    )
    {
        if (newest?.SourceRevisionId is { } id)
        {
            var translated = await db.Set<Revision>().AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
            var from = document.Editions.Find(row => row.Id == translated.EditionId);
            var present = await NewestAsync(translated.EditionId, cancellation);
            return from is null || present is null ? null : new TranslationSource(from.Language, translated, present);
        }

        if (newest is not null)
        {
            return null;
        }

        // Statements name the languages in which they are authentic; other texts begin in the first language that has one.
        var preferred = document.Named(TopicScheme.Authentic).Concat(languages.All.Select(language => language.Code));
        foreach (var code in preferred)
        {
            if (
                document.Editions.Find(row => row.Language == code && row != edition) is { } other
                && await NewestAsync(other.Id, cancellation) is { } text
            )
            {
                return new TranslationSource(code, null, text);
            }
        }

        return null;
    }

    private Task<Revision?> NewestAsync(Guid edition, CancellationToken cancellation) =>
        db.Set<Revision>()
            .AsNoTracking()
            .Where(revision => revision.EditionId == edition)
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(cancellation);
}

/// <summary>One edition with its document, its newest text, and the text it is translated from.</summary>
internal sealed record EditionOnDesk
{
    public required Document Document { get; init; }

    public required string Language { get; init; }

    /// <summary>Null where there is no text in the language.</summary>
    public required Edition? Edition { get; init; }

    public required Revision? Newest { get; init; }

    /// <summary>Null for a text that is not a translation.</summary>
    public required TranslationSource? Source { get; init; }

    public required bool IsScheduled { get; init; }

    public EditionStage Stage =>
        Edition is { } edition && Newest is { } newest
            ? EditionStages.Of(edition, newest.Number, IsScheduled)
            : EditionStage.Missing;

    public bool IsBehind => Source is { Translated: { } translated } source && translated.Id != source.Present.Id;
}

/// <summary>The text that an edition is translated from.</summary>
/// <param name="Translated">The revision that was translated; null where nothing was translated yet.</param>
/// <param name="Present">The newest revision.</param>
internal sealed record TranslationSource(string Language, Revision? Translated, Revision Present);
