using System.Net;
using Concord.Foundation.Search;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Search;

/// <summary>What a site says about its search index while it is being built.</summary>
public sealed class SearchHealthTests
{
    [Fact]
    public async Task Until_the_index_is_built_the_site_and_its_search_page_say_so()
    {
        using var pack = new SmallPack();
        pack.Document("olive", "kind: story\ndate: 2020-10-05", "Olive trees", "They stand.");
        var gate = new TaskCompletionSource();
        await using var site = new TestSite(
            pack.Path,
            configure: services => services.AddSingleton<ISearchSource>(new WaitingSource(gate.Task))
        );

        var (health, report) = await site.OpenAsync("/health/ready");
        health.StatusCode.ShouldBe(HttpStatusCode.OK, "the pages can be read meanwhile");
        report.Body!.TextContent.Split('\n').ShouldBe(["Degraded", "search: The search index is being built."]);
        var (early, page) = await site.OpenAsync("/en/search?q=olive");
        early.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        early.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        page.QuerySelector("main")!.TextContent.ShouldContain("Search is not ready yet. Try again in a few seconds.");
        page.QuerySelector("main")!.TextContent.ShouldNotContain("Nothing was found");

        gate.SetResult();

        SearchPages.TitlesIn(await site.SearchAsync("en", "olive")).ShouldBe(["Olive trees"]);
        (await site.OpenAsync("/health/ready")).Page.Body!.TextContent.Trim().ShouldBe("Healthy");
    }

    private sealed class WaitingSource(Task gate) : ISearchSource
    {
        public async Task<int> CountAsync(CancellationToken cancellation)
        {
            await gate.WaitAsync(cancellation);
            return 0;
        }

        public IAsyncEnumerable<SearchDocument> AllAsync(CancellationToken cancellation) =>
            AsyncEnumerable.Empty<SearchDocument>();

        public Task<IReadOnlyList<SearchDocument>?> OfTagAsync(string tag, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<SearchDocument>?>(null);
    }
}
