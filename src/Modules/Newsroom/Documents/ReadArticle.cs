using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Members;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>Reads one edition that an audience may see, with everything its page shows.</summary>
internal sealed class ReadArticle(
    ConcordDb db,
    EditionTexts texts,
    ArticleText text,
    MediaStore media,
    MemberLedger ledger,
    KindCatalogue kinds,
    CacheTags tags,
    SiteClock clock
)
{
    private const int MaxRelated = 3;
    private const int MaxGathered = 12;

    /// <param name="mediaQuery">Appended to the addresses of pictures and files: the token of a preview.</param>
    /// <returns>Null where the audience has nothing to read.</returns>
    public async Task<ArticleContent?> RunAsync(
        string slug,
        Language language,
        Audience audience,
        string mediaQuery,
        CancellationToken cancellation
    )
    {
        if (await texts.ReadAsync(slug, language.Code, audience, cancellation) is not { } content)
        {
            return null;
        }

        var now = clock.Now;
        tags.Add("pictures", "members", PlaceNamed.Tag);
        var document = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Topics)
            .SingleAsync(row => row.Slug == slug, cancellation);
        var editions = db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(now))
            .Where(edition => edition.Language == language.Code);
        var headline = Headline.Of(document, language.Code, content);
        var pictures = await media.FindAsync(headline.Picture is { } name ? [name] : [], language, cancellation);
        var onDay = await ledger.OnAsync(headline.Day, cancellation);
        var today = DateOnly.FromDateTime(now);
        if (kinds[document.Kind].Gathers is not null)
        {
            tags.Add("documents");
        }

        var gathered = await HeadlineList.ReadAsync(db, GatheredBy(document, editions), language, cancellation);
        tags.Add([.. document.Topics.Select(topic => $"document:{topic.Value}")]);
        return new ArticleContent
        {
            Headline = headline,
            Place = await PlaceAsync(document.Place, language, cancellation),
            Body = await text.RenderAsync(content.Body, language, mediaQuery, today, cancellation),
            Items = content.Items,
            Picture = pictures.Values.SingleOrDefault()?.WithQuery(mediaQuery),
            Download = document.FileDigest is { } digest
                ? (MediaStore.AddressOf(digest, document.FileName!) + mediaQuery, document.FileName!)
                : null,
            Authentic = document.Named(TopicScheme.Authentic),
            Speakers = headline is { Speaker: Speaker.AllMembers, IsSummary: false } ? onDay : null,
            Members = await MembersAsync(document.Named(TopicScheme.Member), onDay, today, cancellation),
            Belongs = await BelongsAsync(document, editions, cancellation),
            Gathered = gathered,
            Related = await HeadlineList.ReadAsync(
                db,
                RelatedTo(document, editions, gathered.Headlines.Select(one => one.DocumentId).ToList()),
                language,
                cancellation
            ),
        };
    }

    private Task<string?> PlaceAsync(string? place, Language language, CancellationToken cancellation) =>
        db.Set<PlaceName>()
            .Where(name => name.Place == place && name.Language == language.Code)
            .Select(name => name.Name)
            .SingleOrDefaultAsync(cancellation);

    /// <summary>A member that joined after the document's date has its present name.</summary>
    private async Task<List<MemberOnDate>> MembersAsync(
        List<string> slugs,
        LedgerOnDate onDay,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        if (slugs.Count == 0)
        {
            return [];
        }

        var later = await ledger.OnAsync(today, cancellation);
        var known = onDay.Members.UnionBy(later.Members, member => member.Slug).ToDictionary(member => member.Slug);
        return [.. slugs.Where(known.ContainsKey).Select(slug => known[slug])];
    }

    private static async Task<List<Headline>> BelongsAsync(
        Document document,
        IQueryable<Edition> editions,
        CancellationToken cancellation
    )
    {
        var slugs = document
            .Topics.Where(topic => topic.Scheme is TopicScheme.Effort or TopicScheme.Campaign)
            .Select(topic => topic.Value)
            .ToList();
        return slugs.Count == 0
            ? []
            : await editions
                .Where(edition => slugs.Contains(edition.Document.Slug))
                .OrderBy(edition => edition.Document.Position)
                .Select(Headline.Projection)
                .ToListAsync(cancellation);
    }

    private IQueryable<Edition> GatheredBy(Document document, IQueryable<Edition> editions) =>
        kinds[document.Kind].Gathers is { } scheme
            ? editions
                .Where(edition => edition.Document.Topics.Any(topic => topic.Scheme == scheme && topic.Value == document.Slug))
                .OrderByDescending(edition => edition.PublishedAt)
                .ThenBy(edition => edition.DocumentId)
                .Take(MaxGathered)
            : editions.Where(edition => false);

    /// <param name="shown">Documents that the page already lists.</param>
    private IQueryable<Edition> RelatedTo(Document document, IQueryable<Edition> editions, List<Guid> shown) =>
        db.Set<Topic>()
            .Where(topic => topic.DocumentId == document.Id && topic.Scheme == TopicScheme.Related)
            .SelectMany(
                topic => editions.Where(edition => edition.Document.Slug == topic.Value),
                (topic, edition) => new { topic, edition }
            )
            .OrderBy(pair => pair.topic.Position)
            .Select(pair => pair.edition)
            .Where(edition => !shown.Contains(edition.DocumentId))
            .Take(MaxRelated);
}
