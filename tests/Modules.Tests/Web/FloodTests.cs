using System.Net;
using Concord.Foundation.Pages;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Web;

/// <summary>Uncached work is limited per network; cached pages, pictures and other hosts are not affected.</summary>
public sealed class FloodTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uncached_requests_of_one_network_are_limited_and_cached_pages_are_not()
    {
        using var pack = new SmallPack();
        using var site = new TestSite(
            content: pack.Path,
            settings: new Dictionary<string, string>
            {
                ["Concord:Limits:UncachedPerMinute"] = "60",
                ["Concord:Limits:RefusalDelayMilliseconds"] = "20",
                ["Concord:Proxies:Addresses:0"] = "127.0.0.1",
                ["Concord:Proxies:Addresses:1"] = "::1",
            }
        );
        (await StatusAsync(site, "/en")).ShouldBe(HttpStatusCode.OK);
        var statuses = new List<HttpStatusCode>();
        for (var request = 0; request < 80; request++)
        {
            statuses.Add(await StatusAsync(site, $"/en/no-such-page-{request}"));
        }

        statuses.Distinct().ShouldBe([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests]);
        using var refused = await RefusedAsync(site, "/en/search?q=one", "203.0.113.1");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await StatusAsync(site, "/en")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(site, "/health/live")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(site, "/en/search?q=one", "203.0.113.2")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refusal_is_held_back()
    {
        using var pack = new SmallPack();
        using var site = new TestSite(
            content: pack.Path,
            settings: new Dictionary<string, string>
            {
                ["Concord:Limits:UncachedPerMinute"] = "10",
                ["Concord:Limits:RefusalDelayMilliseconds"] = "1500",
            }
        );
        while (await StatusAsync(site, "/en/no-such-page") != HttpStatusCode.TooManyRequests) { }

        var started = TimeProvider.System.GetTimestamp();
        (await StatusAsync(site, "/en/no-such-page")).ShouldBe(HttpStatusCode.TooManyRequests);
        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(1.4));
    }

    /// <summary>At most half of the processors render for one network; the others wait for their turn and are answered.</summary>
    [Fact]
    public async Task Uncached_requests_of_one_network_take_turns_and_those_of_another_do_not_wait_for_them()
    {
        using var pack = new SmallPack();
        var section = new WaitingSection();
        using var site = new TestSite(
            content: pack.Path,
            settings: new Dictionary<string, string>
            {
                ["Concord:Proxies:Addresses:0"] = "127.0.0.1",
                ["Concord:Proxies:Addresses:1"] = "::1",
            },
            configure: services => services.AddSingleton<IPageSection>(section)
        );
        var most = Math.Max(1, Environment.ProcessorCount / 2);

        var previews = site.Services.GetRequiredService<PreviewLinks>();
        var held = Enumerable
            .Range(0, most + 3)
            .Select(_ => StatusAsync(site, $"/en?preview={previews.TokenFor(Guid.NewGuid(), TimeSpan.FromHours(1))}"))
            .ToList();
        while (section.Waiting < most)
        {
            await Task.Delay(20, Cancellation);
        }

        (await StatusAsync(site, "/en/no-such-page", "203.0.113.2")).ShouldBe(HttpStatusCode.NotFound);
        section.Waiting.ShouldBe(most);
        section.Gate.SetResult();
        (await Task.WhenAll(held)).ShouldAllBe(status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_host_of_the_public_address_is_answered()
    {
        using var pack = new SmallPack();
        using var site = new TestSite(
            content: pack.Path,
            settings: new Dictionary<string, string>
            {
                ["Concord:PublicAddress"] = "https://coalition.example",
                ["Concord:FurtherHosts:0"] = "node1.internal",
            }
        );

        (await StatusAsync(site, "/en", host: "evil.example")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(site, "/en", host: "coalition.example.evil")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(site, "/en", host: "coalition.example")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(site, "/en", host: "node1.internal")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(site, "/health/live", host: "127.0.0.1")).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The cost of a similar spelling grows with the length of the word.</summary>
    [Fact]
    public async Task Only_short_words_get_a_spelling_suggestion()
    {
        using var pack = new SmallPack();
        var (fair, tooLong) = (new string('q', 10) + "riverbanks", new string('q', 11) + "riverbanks");
        pack.Document("words", "kind: story\ndate: 2020-10-03", "Words", $"Words: {fair} {tooLong}.");
        using var site = new TestSite(content: pack.Path);
        while (await StatusAsync(site, "/en/search?q=words") == HttpStatusCode.ServiceUnavailable)
        {
            await Task.Delay(50, Cancellation);
        }

        (await SuggestsAsync(fair)).ShouldBeTrue();
        (await SuggestsAsync(tooLong)).ShouldBeFalse();
        (await StatusAsync(site, $"/en/{new string('x', 2000)}")).ShouldBe(HttpStatusCode.NotFound);

        async Task<bool> SuggestsAsync(string word)
        {
            var (_, page) = await site.OpenAsync($"/en/search?q={word[..^2]}x{word[^1]}");
            return page.QuerySelector($"main a[href='/en/search?q={word}']") is not null;
        }
    }

    [Fact]
    public async Task The_security_contact_is_published_where_there_is_one()
    {
        using var pack = new SmallPack();
        using var without = new TestSite(content: pack.Path);
        (await StatusAsync(without, "/.well-known/security.txt")).ShouldBe(HttpStatusCode.NotFound);
        using var site = new TestSite(
            content: pack.Path,
            settings: new Dictionary<string, string> { ["Concord:SecurityContact"] = "mailto:security@example.org" }
        );

        using var answer = await SendAsync(site, "/.well-known/security.txt", "203.0.113.1");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        var lines = (await answer.Content.ReadAsStringAsync(Cancellation)).Split('\n');
        lines[0].ShouldBe("Contact: mailto:security@example.org");
        var expires = DateTime.Parse(lines[1]["Expires: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        (expires - DateTime.UtcNow).TotalDays.ShouldBeInRange(100, 365);
        lines[2].ShouldBe("Preferred-Languages: en, ar, fr, ckb");
    }

    [Theory]
    [InlineData("/en", "same-origin")]
    [InlineData("/en/no-such-page", "same-origin")]
    [InlineData("/desk/en", "same-origin")]
    [InlineData("/en/feed.atom", "cross-origin")]
    [InlineData("/api/v1/documents?lang=en", "cross-origin")]
    public async Task Pages_cannot_be_embedded_by_other_sites_and_data_can(string path, string policy)
    {
        using var pack = new SmallPack();
        using var site = new TestSite(content: pack.Path);

        using var answer = await SendAsync(site, path, "203.0.113.1");

        answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe([policy]);
    }

    /// <summary>On a slow machine the limit may let one more request through.</summary>
    private static async Task<HttpResponseMessage> RefusedAsync(TestSite site, string path, string network)
    {
        for (var left = 50; ; left--)
        {
            var answer = await SendAsync(site, path, network);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests || left == 0)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
                return answer;
            }

            answer.Dispose();
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(
        TestSite site,
        string path,
        string client = "203.0.113.1",
        string? host = null
    )
    {
        using var answer = await SendAsync(site, path, client, host);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(TestSite site, string path, string client, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Host = host;
        return await site.Client.SendAsync(request, Cancellation);
    }

    /// <summary>A part of the home page that takes as long as the test says.</summary>
    private sealed class WaitingSection : IPageSection
    {
        private int waiting;

        public TaskCompletionSource Gate { get; } = new();

        public int Waiting => Volatile.Read(ref waiting);

        public SectionPage Page => SectionPage.Home;

        public int Order => 0;

        public IReadOnlyList<string> Tags => [];

        public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
        {
            Interlocked.Increment(ref waiting);
            await Gate.Task.WaitAsync(cancellation);
            return null;
        }
    }
}
