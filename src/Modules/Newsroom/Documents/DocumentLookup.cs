using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>Finds what the public may see at the address of a document.</summary>
internal sealed class DocumentLookup(ConcordDb db, LanguageSet languages, TimeProvider time)
{
    /// <returns>Null where the public may see nothing of it in any language.</returns>
    public async Task<AddressedDocument?> FindAsync(string slug, Language language, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var editions = await db.Set<Edition>()
            .AsNoTracking()
            .Where(edition => edition.Document.Slug == slug)
            .Select(edition => new EditionSummary(
                edition.Id,
                edition.Language,
                edition.Kind,
                edition.EditionState,
                edition.MovedTo,
                edition.PublicRevision != null,
                edition.PublishedAt
            ))
            .ToListAsync(cancellation);
        var seen = editions.Where(edition => edition.VisibilityAt(now) != PublicVisibility.Hidden).ToList();
        if (seen.Count == 0)
        {
            return null;
        }

        var own = seen.Find(edition => edition.Language == language.Code);
        var whole = languages
            .All.Where(other =>
                seen.Exists(edition => edition.Language == other.Code && edition.VisibilityAt(now) == PublicVisibility.Full)
            )
            .ToList();
        // Where the reader's language has no edition and no other has one left, what became of those holds here too.
        var standing = own ?? (whole.Count == 0 ? seen[0] : null);
        return new AddressedDocument
        {
            Slug = slug,
            Kind = seen[0].Kind,
            Languages = whole,
            PublicVisibility = standing?.VisibilityAt(now) ?? PublicVisibility.Hidden,
            MovedTo = standing?.MovedTo,
            Notices = own is null ? [] : await NoticesAsync(own.Id, cancellation),
        };
    }

    private Task<List<DatedNotice>> NoticesAsync(Guid edition, CancellationToken cancellation) =>
        db.Set<Status>()
            .AsNoTracking()
            .Where(status => status.EditionId == edition && status.Notice != null)
            .OrderBy(status => status.At)
            .Select(status => new DatedNotice(status.EditionState, status.At, status.Notice!))
            .ToListAsync(cancellation);

    private sealed record EditionSummary(
        Guid Id,
        string Language,
        string Kind,
        EditionState EditionState,
        string? MovedTo,
        bool IsReleased,
        DateTime PublishedAt
    )
    {
        public PublicVisibility VisibilityAt(DateTime now) => Visibility.Of(EditionState, IsReleased, PublishedAt, now);
    }
}

/// <summary>What the public may see at an address.</summary>
internal sealed record AddressedDocument
{
    public required string Slug { get; init; }

    public required string Kind { get; init; }

    /// <summary>The languages of the site in which it can be read.</summary>
    public required IReadOnlyList<Language> Languages { get; init; }

    /// <summary>What is to be seen in the reader's language; hidden where it can be read in others only.</summary>
    public required PublicVisibility PublicVisibility { get; init; }

    public required string? MovedTo { get; init; }

    /// <summary>Corrections and withdrawals, oldest first.</summary>
    public required IReadOnlyList<DatedNotice> Notices { get; init; }
}

/// <param name="At">UTC.</param>
internal sealed record DatedNotice(EditionState EditionState, DateTime At, string Text);
