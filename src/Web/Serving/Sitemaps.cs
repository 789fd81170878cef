using System.Globalization;
using System.Xml.Linq;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concord.Web.Serving;

/// <summary>
/// <c>/sitemap.xml</c> lists the parts, <c>/sitemaps/{name}-{number}.xml</c> are the parts: every page in each of its
/// languages, with the others as alternates. <c>/sitemaps/news.xml</c> lists what was published in the last two days.
/// </summary>
internal static class Sitemaps
{
    /// <summary>With four languages and four alternates each, a part stays far below the limit of 50 MB.</summary>
    private const int PagesOfPart = 5000;

    private static readonly TimeSpan News = TimeSpan.FromDays(2);
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace NewsMap = "http://www.google.com/schemas/sitemap-news/0.9";

    private static readonly SitemapPaths Own = new("", "/accessibility", "/api");

    public static void MapSitemaps(this IEndpointRouteBuilder endpoints)
    {
        Get(endpoints, "/sitemap.xml", IndexAsync);
        Get(endpoints, "/sitemaps/pages.xml", PagesAsync);
        Get(endpoints, "/sitemaps/news.xml", NewsAsync);
        Get(endpoints, "/sitemaps/{name:regex(^[a-z]+$)}-{number:int:range(1,100000)}.xml", PartAsync);
        Get(endpoints, "/robots.txt", RobotsAsync);
    }

    private static void Get(IEndpointRouteBuilder endpoints, string pattern, Delegate answer) =>
        endpoints
            .MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer)
            .WithMetadata(new CachedResponseAttribute())
            .ExcludeFromDescription();

    private static async Task<IResult> IndexAsync(
        HttpRequest request,
        IEnumerable<ISitemapSource> sources,
        IEnumerable<INewsSitemapSource> news,
        SiteAddress site,
        CacheTags tags,
        SiteClock clock,
        CancellationToken cancellation
    )
    {
        var parts = new List<string> { "/sitemaps/pages.xml" };
        foreach (var source in sources)
        {
            tags.Add([.. source.Tags]);
            var count = await source.CountAsync(cancellation);
            parts.AddRange(
                Enumerable
                    .Range(1, (count + PagesOfPart - 1) / PagesOfPart)
                    .Select(number => string.Create(CultureInfo.InvariantCulture, $"/sitemaps/{source.Name}-{number}.xml"))
            );
        }

        foreach (var source in news)
        {
            tags.Add([.. source.Tags]);
            if ((await source.ReadAsync(clock.Now - News, cancellation)).Count > 0)
            {
                parts.Add("/sitemaps/news.xml");
            }
        }

        return Xml(
            new XElement(
                Map + "sitemapindex",
                parts.Select(part => new XElement(Map + "sitemap", new XElement(Map + "loc", site.Of(request, part))))
            )
        );
    }

    private static IResult PagesAsync(
        HttpRequest request,
        IEnumerable<SitemapPaths> modules,
        LanguageSet languages,
        SiteAddress site
    ) =>
        Urls(
            request,
            site,
            languages,
            modules
                .Prepend(Own)
                .SelectMany(part => part.Paths)
                .Select(path => new SitemapPage(
                    languages.All.ToDictionary(language => language.Code, language => $"/{language.Code}{path}"),
                    ChangedAt: null
                ))
        );

    private static async Task<IResult> PartAsync(
        string name,
        int number,
        HttpRequest request,
        IEnumerable<ISitemapSource> sources,
        LanguageSet languages,
        SiteAddress site,
        CacheTags tags,
        CancellationToken cancellation
    )
    {
        if (sources.FirstOrDefault(source => source.Name == name) is not { } source)
        {
            return TypedResults.NotFound();
        }

        tags.Add([.. source.Tags]);
        var pages = await source.ReadAsync((number - 1) * PagesOfPart, PagesOfPart, cancellation);
        return pages.Count == 0 ? TypedResults.NotFound() : Urls(request, site, languages, pages);
    }

    private static async Task<IResult> NewsAsync(
        HttpRequest request,
        IEnumerable<INewsSitemapSource> sources,
        LanguageSet languages,
        SiteAddress site,
        CacheTags tags,
        SiteClock clock,
        CancellationToken cancellation
    )
    {
        var urls = new List<XElement>();
        foreach (var source in sources)
        {
            tags.Add([.. source.Tags]);
            foreach (var item in await source.ReadAsync(clock.Now - News, cancellation))
            {
                var name = languages.TextsOf(languages.Find(item.Language)!).Find("site.name");
                urls.Add(
                    new XElement(
                        Map + "url",
                        new XElement(Map + "loc", site.Of(request, item.Address)),
                        new XElement(
                            NewsMap + "news",
                            new XElement(
                                NewsMap + "publication",
                                new XElement(NewsMap + "name", name),
                                new XElement(NewsMap + "language", item.Language)
                            ),
                            new XElement(NewsMap + "publication_date", Time(item.PublishedAt)),
                            new XElement(NewsMap + "title", item.Title)
                        )
                    )
                );
            }
        }

        return Xml(new XElement(Map + "urlset", new XAttribute(XNamespace.Xmlns + "news", NewsMap), urls));
    }

    private static IResult RobotsAsync(HttpRequest request, LanguageSet languages, SiteAddress site)
    {
        var closed = languages.All.Select(language => $"Disallow: /{language.Code}/search?");
        return TypedResults.Text(
            $"User-agent: *\n{string.Join('\n', closed)}\n\nSitemap: {site.Of(request, "/sitemap.xml")}\n",
            "text/plain; charset=utf-8"
        );
    }

    private static ContentHttpResult Urls(
        HttpRequest request,
        SiteAddress site,
        LanguageSet languages,
        IEnumerable<SitemapPage> pages
    ) =>
        Xml(
            new XElement(
                Map + "urlset",
                new XAttribute(XNamespace.Xmlns + "xhtml", Xhtml),
                pages.SelectMany(page =>
                    languages
                        .All.Where(language => page.Addresses.ContainsKey(language.Code))
                        .Select(language => Url(request, site, languages, page, page.Addresses[language.Code]))
                )
            )
        );

    private static XElement Url(HttpRequest request, SiteAddress site, LanguageSet languages, SitemapPage page, string address) =>
        new(
            Map + "url",
            new XElement(Map + "loc", site.Of(request, address)),
            page.ChangedAt is { } at ? new XElement(Map + "lastmod", Time(at)) : null,
            languages
                .All.Where(language => page.Addresses.ContainsKey(language.Code))
                .Select(language => (language.Code, Address: page.Addresses[language.Code]))
                .Append(("x-default", page.Addresses[languages.All.First(one => page.Addresses.ContainsKey(one.Code)).Code]))
                .Select(other => new XElement(
                    Xhtml + "link",
                    new XAttribute("rel", "alternate"),
                    new XAttribute("hreflang", other.Item1),
                    new XAttribute("href", site.Of(request, other.Item2))
                ))
        );

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ContentHttpResult Xml(XElement root) =>
        TypedResults.Text(
            $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root.ToString(SaveOptions.DisableFormatting)}",
            "application/xml; charset=utf-8"
        );
}
