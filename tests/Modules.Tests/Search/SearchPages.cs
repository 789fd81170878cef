using System.Net;
using AngleSharp.Html.Dom;
using Concord.TestKit;

namespace Concord.Modules.Tests.Search;

/// <summary>Searches a site's search page.</summary>
internal static class SearchPages
{
    /// <summary>Searches, and waits while the index is being built.</summary>
    public static async Task<IHtmlDocument> SearchAsync(this TestSite site, string language, string words)
    {
        for (var left = 100; ; left--)
        {
            var (answer, page) = await site.OpenAsync($"/{language}/search?q={Uri.EscapeDataString(words)}");
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || left == 0)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                return page;
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Suggestions are made for one search at a time, so that another search may have its turn.</summary>
    public static async Task<bool> IsSuggestedAsync(this TestSite site, string language, string typed, string link)
    {
        for (var left = 50; left > 0; left--)
        {
            var page = await site.SearchAsync(language, typed);
            if (page.QuerySelectorAll("main a").Any(one => one.GetAttribute("href") == link))
            {
                return true;
            }
        }

        return false;
    }

    public static IEnumerable<string> TitlesIn(IHtmlDocument page) =>
        page.QuerySelectorAll(".list h3").Select(title => title.TextContent);
}
