using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>
/// Reads the text of an edition for an audience: the public reads the released text, a preview its revision, staff the
/// newest revision. Pages and the API both read here.
/// </summary>
internal sealed class EditionTexts(ConcordDb db)
{
    /// <returns>Null where the audience has nothing to read.</returns>
    public async Task<EditionContent?> ReadAsync(string slug, string language, Audience audience, CancellationToken cancellation)
    {
        var editions = db.Set<Edition>()
            .AsNoTracking()
            .Where(edition => edition.Document.Slug == slug && edition.Language == language);
        var drafts = editions.SelectMany(edition => edition.Revisions);
        var row = audience.Kind switch
        {
            AudienceKind.Preview => await drafts
                .Where(revision => revision.Id == audience.Revision)
                .Select(revision => new Row(revision.Title, revision.Summary, revision.Body, revision.Items, revision.Original))
                .SingleOrDefaultAsync(cancellation),
            AudienceKind.Staff => await drafts
                .OrderByDescending(revision => revision.Number)
                .Select(revision => new Row(revision.Title, revision.Summary, revision.Body, revision.Items, revision.Original))
                .FirstOrDefaultAsync(cancellation),
            _ => null,
        };
        row ??= await editions
            .SelectMany(edition => edition.Releases.Where(release => release.Number == edition.PublicRevision))
            .Select(release => new Row(release.Title, release.Summary, release.Body, release.Items, release.Original))
            .SingleOrDefaultAsync(cancellation);
        return row is null
            ? null
            : new EditionContent(
                row.Title,
                row.Summary,
                row.Body,
                EditionContent.ReadItems(row.Items),
                OriginalText.Read(row.Original)
            );
    }

    private sealed record Row(string Title, string Summary, string Body, string? Items, string? Original);
}
