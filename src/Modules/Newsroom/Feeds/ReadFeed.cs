using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Feeds;

/// <summary>Reads the newest items of a list for a feed.</summary>
internal sealed class ReadFeed(
    ConcordDb db,
    KindCatalogue kinds,
    LanguageSet languages,
    SiteAddress site,
    CacheTags tags,
    Localizer localizer,
    SiteClock clock
)
{
    private const int MaxItems = 30;

    /// <param name="list"><c>news</c> or <c>statements</c>.</param>
    /// <param name="path">Address of the feed on this site.</param>
    public async Task<Feed> RunAsync(
        HttpRequest request,
        Language language,
        string list,
        string format,
        string path,
        CancellationToken cancellation
    )
    {
        tags.Add("documents");
        var words = languages.TextsOf(language);
        var listed = kinds.In(list);
        var rows = await db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(clock.Now))
            .Where(edition => edition.Language == language.Code && listed.Contains(edition.Kind))
            .OrderByDescending(edition => edition.PublishedAt)
            .ThenBy(edition => edition.DocumentId)
            .Take(MaxItems)
            .SelectMany(
                edition => edition.Releases.Where(revision => revision.Number == edition.PublicRevision),
                (edition, revision) =>
                    new
                    {
                        edition.Id,
                        edition.Kind,
                        edition.Document.Slug,
                        edition.PublishedAt,
                        revision.Title,
                        revision.Summary,
                        revision.Original,
                        revision.Number,
                        revision.ReleasedAt,
                        CorrectedAt = edition
                            .Statuses.Where(status =>
                                status.State == EditionState.Corrected
                                && status.Undoes == null
                                && !edition.Statuses.Any(other => other.Undoes <= status.Number && other.Number > status.Number)
                            )
                            .Max(status => (DateTime?)status.At),
                    }
            )
            .ToListAsync(cancellation);
        return new Feed
        {
            Format = format,
            Title = $"{words.Find("site.name")} · {words.Find($"{list}.title")}",
            Description = words.Find($"{list}.description") ?? "",
            Language = language.Code,
            Author = words.Find("site.name") ?? "",
            Page = site.Of(request, $"/{language.Code}/{list}"),
            Self = site.Of(request, path),
            Icon = new Uri(site.Of(request, "/icon.svg")),
            Items =
            [
                .. rows.OrderByDescending(row => row.PublishedAt)
                    .Select(row => (Row: row, Original: OriginalText.Read(row.Original)))
                    .Select(pair => new FeedItem(
                        pair.Row.Id,
                        site.Of(request, kinds.AddressOf(language.Code, pair.Row.Kind, pair.Row.Slug)),
                        pair.Row.Title,
                        pair.Row.Summary,
                        words.Find($"kind.{pair.Row.Kind}") ?? pair.Row.Kind,
                        pair.Original is null ? null : NoteOf(pair.Original),
                        pair.Original?.Url,
                        pair.Row.PublishedAt,
                        UpdatedAt(pair.Row.PublishedAt, pair.Row.CorrectedAt, pair.Row.Number > 1 ? pair.Row.ReleasedAt : null)
                    )),
            ],
        };
    }

    private string NoteOf(OriginalText original) =>
        localizer.Fill("article.summary-of", ("issuer", original.IssuedBy), ("date", localizer.Date(original.IssuedOn)));

    /// <summary>
    /// The date of the first revision is when it was entered here, which may be long after it was published elsewhere.
    /// </summary>
    private static DateTime UpdatedAt(DateTime published, DateTime? corrected, DateTime? revised) =>
        new[] { published, corrected, revised }.Max()!.Value;
}
