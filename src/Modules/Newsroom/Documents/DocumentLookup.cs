using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>Finds what an audience may see at the address of a document.</summary>
internal sealed class DocumentLookup(ConcordDb db, LanguageSet languages, SiteClock clock)
{
    /// <returns>Null where the audience may see nothing of it in any language.</returns>
    public async Task<AddressedDocument?> FindAsync(
        string slug,
        Language language,
        Audience audience,
        CancellationToken cancellation
    )
    {
        var now = clock.Now;
        var editions = await db.Set<Edition>()
            .AsNoTracking()
            .Where(edition => edition.Document.Slug == slug)
            .Select(edition => new EditionRow(
                edition.Id,
                edition.Language,
                edition.Kind,
                edition.State,
                edition.MovedTo,
                edition.PublicRevision != null,
                edition.PublishedAt,
                edition.Revisions.Any(revision => revision.Id == audience.Revision)
                    && (edition.Document.PreviewsRevokedAt == null || edition.Document.PreviewsRevokedAt < audience.IssuedAt)
            ))
            .ToListAsync(cancellation);
        var visible = editions.Where(edition => edition.VisibleTo(audience, now) != PublicVisibility.Hidden).ToList();
        if (visible.Count == 0)
        {
            return null;
        }

        var own = visible.Find(edition => edition.Language == language.Code);
        var full = languages
            .All.Where(other =>
                visible.Exists(edition =>
                    edition.Language == other.Code && edition.VisibleTo(audience, now) == PublicVisibility.Full
                )
            )
            .ToList();
        // Where nothing can be read in any language, the state of the editions that are not in the reader's language counts.
        var shown = own ?? (full.Count == 0 ? visible[0] : null);
        return new AddressedDocument
        {
            Slug = slug,
            Kind = visible[0].Kind,
            Languages = full,
            Visibility = shown?.VisibleTo(audience, now) ?? PublicVisibility.Hidden,
            IsPreview = own?.IsPreviewedBy(audience) == true,
            MovedTo = shown?.MovedTo,
            Notices = own is null || own.IsPreviewedBy(audience) ? [] : await NoticesAsync(own.Id, cancellation),
        };
    }

    private Task<List<DatedNotice>> NoticesAsync(Guid edition, CancellationToken cancellation) =>
        db.Set<Status>()
            .AsNoTracking()
            .Where(status => status.EditionId == edition && status.Notice != null)
            .Where(status =>
                !db.Set<Status>()
                    .Any(other => other.EditionId == edition && other.Undoes <= status.Number && other.Number > status.Number)
            )
            .OrderBy(status => status.At)
            .ThenBy(status => status.Number)
            .Select(status => new DatedNotice(status.State, status.At, status.Notice!))
            .ToListAsync(cancellation);

    private sealed record EditionRow(
        Guid Id,
        string Language,
        string Kind,
        EditionState State,
        string? MovedTo,
        bool IsReleased,
        DateTime PublishedAt,
        bool HasPreviewedRevision
    )
    {
        public bool IsPreviewedBy(Audience audience) =>
            audience.Kind == AudienceKind.Staff || (audience.Kind == AudienceKind.Preview && HasPreviewedRevision);

        public PublicVisibility VisibleTo(Audience audience, DateTime now) =>
            IsPreviewedBy(audience) ? PublicVisibility.Full : EditionVisibility.Of(State, IsReleased, PublishedAt, now);
    }
}

/// <summary>What an audience may see at an address.</summary>
internal sealed record AddressedDocument
{
    public required string Slug { get; init; }

    public required string Kind { get; init; }

    /// <summary>The languages of the site in which it can be read.</summary>
    public required IReadOnlyList<Language> Languages { get; init; }

    /// <summary>What can be seen in the reader's language; hidden where it can be read in others only.</summary>
    public required PublicVisibility Visibility { get; init; }

    /// <summary>True where the text is not what the public sees.</summary>
    public required bool IsPreview { get; init; }

    public required string? MovedTo { get; init; }

    /// <summary>Corrections and withdrawals, oldest first.</summary>
    public required IReadOnlyList<DatedNotice> Notices { get; init; }
}

/// <param name="At">UTC.</param>
internal sealed record DatedNotice(EditionState State, DateTime At, string Text);
