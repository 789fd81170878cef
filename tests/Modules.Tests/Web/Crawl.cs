using System.Net;
using AngleSharp.Html.Dom;
using Concord.TestKit;

namespace Concord.Modules.Tests.Web;

/// <summary>Follows every link and asset of the site, and checks what every page must have.</summary>
internal sealed class Crawl(TestSite site)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Queue<string> queue = new();

    /// <returns>Every address that was visited.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(params IEnumerable<string> starts)
    {
        foreach (var start in starts)
        {
            Add(start);
        }

        while (queue.TryDequeue(out var path))
        {
            var (answer, page) = await site.OpenAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Check(path, page);
                Follow(page);
            }
        }

        return seen;
    }

    private void Follow(IHtmlDocument page)
    {
        foreach (var element in page.QuerySelectorAll("a[href],img[src],link[rel=icon][href],link[rel=alternate][href]"))
        {
            var address = element.GetAttribute("src") ?? element.GetAttribute("href")!;
            var local = address.StartsWith(site.Address.ToString(), StringComparison.Ordinal)
                ? address[(site.Address.ToString().Length - 1)..]
                : address;
            if (local.StartsWith('/'))
            {
                Add(local.Split('#')[0]);
            }
        }
    }

    private static void Check(string path, IHtmlDocument page)
    {
        page.Title.ShouldNotBeNullOrWhiteSpace(path);
        (page.QuerySelector("meta[name=description]")?.GetAttribute("content")).ShouldNotBeNullOrWhiteSpace(path);
        page.QuerySelectorAll("h1").Length.ShouldBe(1, path);
        page.QuerySelectorAll("img:not([alt]),img[alt='']").ShouldBeEmpty(path);
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(ids.Count, path);
        foreach (var fragment in page.QuerySelectorAll("a[href^='#']").Select(anchor => anchor.GetAttribute("href")![1..]))
        {
            ids.ShouldContain(fragment, path);
        }

        var levels = page.QuerySelectorAll("main h1,main h2,main h3,main h4")
            .Select(heading => heading.LocalName[1] - '0')
            .ToList();
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1, path);
        // A key without a text would be shown as itself: "members.title".
        page.Body!.TextContent.ShouldNotMatch(
            @"\b(?:site|nav|members|news|article|kind|progress|filter|groups|rail|figure|event|access)\.[a-z]+\b",
            path
        );
    }

    private void Add(string path)
    {
        // The bare address only redirects.
        if (path != "/" && seen.Add(path))
        {
            queue.Enqueue(path);
        }
    }
}
