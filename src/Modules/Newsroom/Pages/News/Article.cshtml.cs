using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.Printing;
using Concord.Newsroom.Share;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.News;

/// <summary>
/// One document in the reader's language, whatever its kind; or its state, or the languages in which it exists. Its addresses
/// are those of <c>kinds.json</c>.
/// </summary>
[CachedResponse]
[UsesCopyScript]
internal sealed class ArticleModel(
    DocumentLookup reading,
    ReadArticle article,
    PageSections sections,
    ConcordDb db,
    StatementFiles files,
    KindCatalogue kinds,
    CacheTags tags,
    SiteAddress site,
    PreviewLinks previews,
    LanguageSet languages,
    Localizer localizer,
    SiteClock clock
) : PageModel
{
    public AddressedDocument AddressedDocument { get; private set; } = null!;

    /// <summary>Null where there is no text to show.</summary>
    public ArticleContent? Shown { get; private set; }

    /// <summary>What other modules add to the page of a line of effort or a campaign.</summary>
    public IReadOnlyList<PageSection> Sections { get; private set; } = [];

    public IEnumerable<Language> LanguagesWithout => languages.All.Except(AddressedDocument.Languages);

    public string AddressIn(Language language) => kinds.AddressOf(language.Code, AddressedDocument.Kind, AddressedDocument.Slug);

    private IReadOnlyList<string> Lists => kinds[AddressedDocument.Kind].Lists;

    private DateTime UpdatedAt => AddressedDocument.Notices.Select(notice => notice.At).Append(Shown!.Headline.PublishedAt).Max();

    /// <summary>Text, hash and PDF of a statement that readers see; null for anything else.</summary>
    public StatementFile? Files { get; private set; }

    /// <summary>Absolute: where the text of <see cref="Files"/> is.</summary>
    public string TextAddress => site.Of(Request, Files!.Address);

    /// <summary>Null where there is no text to show.</summary>
    public ArticleShare? Share { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        tags.Add($"document:{slug}");
        var audience = previews.AudienceOf(Request);
        if (await reading.FindAsync(slug, localizer.Language, audience, cancellation) is not { } found)
        {
            return NotFound();
        }

        AddressedDocument = found;
        if (Request.Path != AddressIn(localizer.Language))
        {
            var query = found.IsPreview ? Request.QueryString.ToString() : "";
            return RedirectPermanentPreserveMethod($"{AddressIn(localizer.Language)}{query}");
        }

        return found.Visibility switch
        {
            PublicVisibility.Removed => StatusCode(StatusCodes.Status410Gone),
            PublicVisibility.Moved => await SendOnAsync(found.MovedTo!, cancellation),
            PublicVisibility.NoticeOnly => Show("article.withdrawn.title", StatusCodes.Status200OK),
            PublicVisibility.Full => await ShowAsync(found.IsPreview ? audience : Audience.Public, cancellation),
            _ => Show("article.elsewhere.title", StatusCodes.Status404NotFound),
        };
    }

    private async Task<IActionResult> SendOnAsync(string slug, CancellationToken cancellation)
    {
        var kind = await db.Set<Document>()
            .Where(document => document.Slug == slug)
            .Select(document => document.Kind)
            .SingleAsync(cancellation);
        return RedirectPermanentPreserveMethod(kinds.AddressOf(localizer.Language.Code, kind, slug));
    }

    private PageResult Show(string title, int status)
    {
        Response.StatusCode = status;
        (Head(localizer[title]) with { Description = localizer[title], IsHidden = true }).PutInto(ViewData);
        return Page();
    }

    private async Task<IActionResult> ShowAsync(Audience audience, CancellationToken cancellation)
    {
        var isPreview = audience != Audience.Public;
        var query = isPreview ? Request.QueryString.ToString() : "";
        Shown = await article.RunAsync(AddressedDocument.Slug, localizer.Language, audience, query, cancellation);
        if (Shown is null)
        {
            return NotFound();
        }

        Share = ArticleShare.Of(Shown.Headline, site.Of(Request, AddressIn(localizer.Language)), localizer);
        Files = isPreview ? null : await files.FindAsync(AddressedDocument.Slug, localizer.Language.Code, cancellation);
        if (isPreview)
        {
            Response.Headers.CacheControl = "no-store";
            Response.Headers["X-Robots-Tag"] = "noindex";
        }

        if (SectionsOf(kinds[AddressedDocument.Kind]) is { } page)
        {
            var now = clock.Now;
            var section = new SectionQuery(page, AddressedDocument.Slug, localizer.Language, DateOnly.FromDateTime(now), now);
            Sections = await sections.ComposeAsync(section, cancellation);
        }

        (
            Head(Shown.Headline.Title) with
            {
                Description = Shown.Headline.Summary,
                IsHidden = isPreview,
                ShareImage = ShareEndpoint.AddressOf(localizer.Language.Code, AddressedDocument.Slug),
                Article =
                    Lists.Count > 0 && !isPreview
                        ? new ArticleHead(Shown.Headline.PublishedAt, UpdatedAt, SourceOf(Shown.Headline.Original))
                        : null,
                Trail = Lists.Count > 0 ? [(localizer[$"{Lists[^1]}.title"], $"/{Lists[^1]}")] : [],
            }
        ).PutInto(ViewData);
        return Page();
    }

    private static ArticleSource? SourceOf(OriginalText? original) =>
        original is null ? null : new ArticleSource(original.IssuedBy, original.IssuedOn, original.Url);

    private static SectionPage? SectionsOf(Kind kind) =>
        kind switch
        {
            { Gathers: TopicScheme.Effort } => SectionPage.Effort,
            { Gathers: TopicScheme.Campaign } => SectionPage.Campaign,
            { Lists.Count: > 0 } => SectionPage.Text,
            _ => null,
        };

    private PageHead Head(string title) =>
        new()
        {
            Title = title,
            Path = AddressIn(localizer.Language)[(localizer.Language.Code.Length + 1)..],
            Languages = [.. AddressedDocument.Languages.Select(language => language.Code)],
            Section = AddressedDocument.Kind switch
            {
                "statement" => "statements",
                "effort" => "efforts",
                "campaign" => "campaigns",
                "page" => AddressedDocument.Slug,
                _ => "news",
            },
        };
}
