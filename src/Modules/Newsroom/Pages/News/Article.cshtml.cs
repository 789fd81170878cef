using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.News;

/// <summary>One document in the reader's language, or, where it is not there, the languages in which it is.</summary>
internal sealed class ArticleModel(
    ConcordDb db,
    ArticleText text,
    MemberLedger ledger,
    KindCatalogue kinds,
    LanguageSet languages,
    Words words,
    TimeProvider time
) : PageModel
{
    private const int MostRelated = 3;

    /// <summary>Null where the document is not there in the reader's language.</summary>
    public Headline? Headline { get; private set; }

    public string? Place { get; private set; }

    public IHtmlContent Body { get; private set; } = HtmlString.Empty;

    public HeadlineList Related { get; private set; } = null!;

    /// <summary>The coalition on the day of a statement of all its members.</summary>
    public LedgerOnDate? Speakers { get; private set; }

    /// <summary>The languages of the site in which the public may read it.</summary>
    public IReadOnlyList<Language> Languages { get; private set; } = [];

    public IEnumerable<Language> LanguagesWithout => languages.All.Except(Languages);

    public string AddressIn(Language language) => kinds.AddressOf(language.Code, Kind, Slug);

    private string Kind { get; set; } = "";

    private string Slug { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var editions = await db.Set<Edition>()
            .AsNoTracking()
            .Where(Visibility.Public(now))
            .Where(edition => edition.Document.Slug == slug)
            .Select(edition => new { edition.Language, edition.Document.Kind })
            .ToListAsync(cancellation);
        Languages = [.. languages.All.Where(language => editions.Exists(edition => edition.Language == language.Code))];
        if (Languages.Count == 0)
        {
            return NotFound();
        }

        (Slug, Kind) = (slug, editions[0].Kind);
        if (!Languages.Contains(words.Language))
        {
            return Elsewhere();
        }

        await ReadAsync(now, cancellation);
        return Page();
    }

    private PageResult Elsewhere()
    {
        Related = new HeadlineList([], new Dictionary<string, string>());
        Response.StatusCode = StatusCodes.Status404NotFound;
        new PageHead
        {
            Title = words["article.elsewhere.title"],
            Path = Path(),
            Languages = [.. Languages.Select(language => language.Code)],
            IsHidden = true,
            Section = "news",
        }.PutInto(ViewData);
        return Page();
    }

    private async Task ReadAsync(DateTime now, CancellationToken cancellation)
    {
        var editions = db.Set<Edition>().Where(Visibility.Public(now)).Where(edition => edition.Language == words.Language.Code);
        var own = editions.Where(edition => edition.Document.Slug == Slug);
        var list = await HeadlineList.ReadAsync(db, own, words.Language, cancellation);
        var body = await own.SelectMany(edition => edition.Revisions.Where(revision => revision.Number == edition.PublicRevision))
            .Select(revision => revision.Body)
            .SingleAsync(cancellation);
        Headline = list.Headlines[0];
        Place = list.PlaceOf(Headline);
        Body = await text.RenderAsync(body, words.Language, DateOnly.FromDateTime(now), cancellation);
        Speakers = Headline.Speaker == Speaker.AllMembers ? await ledger.OnAsync(Headline.Day, cancellation) : null;
        var related = db.Set<Topic>()
            .Where(topic => topic.DocumentId == Headline.DocumentId && topic.Scheme == TopicScheme.Related)
            .SelectMany(
                topic => editions.Where(edition => edition.Document.Slug == topic.Value),
                (topic, edition) => new { topic, edition }
            )
            .OrderBy(pair => pair.topic.Position)
            .Select(pair => pair.edition)
            .Take(MostRelated);
        Related = await HeadlineList.ReadAsync(db, related, words.Language, cancellation);
        new PageHead
        {
            Title = Headline.Title,
            Description = Headline.Summary,
            Path = Path(),
            Languages = [.. Languages.Select(language => language.Code)],
            Section = "news",
        }.PutInto(ViewData);
    }

    private string Path() => AddressIn(words.Language)[(words.Language.Code.Length + 1)..];
}
