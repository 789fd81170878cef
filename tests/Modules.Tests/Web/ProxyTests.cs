using System.Net;
using System.Net.Http.Headers;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Cli;
using Concord.TestKit;

namespace Concord.Modules.Tests.Web;

/// <summary>A real nginx in front of the site, with the configuration that is delivered.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private readonly SmallPack pack = new();
    private TestSite site = null!;
    private NginxServer? proxy;

    private HttpClient Client
    {
        get
        {
            Assert.SkipWhen(proxy is null, "nginx is not installed here.");
            return proxy!.Client;
        }
    }

    public async ValueTask InitializeAsync()
    {
        site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string>
            {
                ["Concord:PublicAddress"] = "https://concord.example.org",
                ["Concord:Proxies:Addresses:0"] = "127.0.0.1",
                ["Concord:Limits:UncachedPerMinute"] = "40",
                ["Concord:Limits:RefusalDelayMilliseconds"] = "20",
            }
        );
        proxy = await NginxServer.StartAsync(Path.Combine(HomeDirectory.Path, "deploy", "nginx.conf"), site.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }

        await site.DisposeAsync();
        pack.Dispose();
    }

    [Fact]
    public async Task Each_encoding_is_served_from_the_cache()
    {
        foreach (
            var (accepted, encoding) in ((string, string?)[])
                [("", null), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("gzip, br;q=0", "gzip")]
        )
        {
            var (first, _) = await AskAsync("/en/news/one", accepted);
            await AskAsync("/en/news/one", accepted);
            var (third, status) = await AskAsync("/en/news/one", accepted);

            status.ShouldBe("HIT");
            third.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
            (await third.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
            third.Headers.GetValues("Strict-Transport-Security").ShouldNotBeEmpty();
            third.Headers.GetValues("Content-Security-Policy").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_again()
    {
        var (page, _) = await AskAsync("/en");
        await AskAsync("/en");

        var (again, status) = await AskAsync("/en", tag: page.Headers.ETag);

        (again.StatusCode, status).ShouldBe((HttpStatusCode.NotModified, "HIT"));
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData("/en/search?q=one", "MISS")]
    [InlineData("/desk", "")]
    [InlineData("/health/ready", "")]
    public async Task What_is_not_for_everybody_is_never_stored(string path, string status)
    {
        for (var time = 0; time < 4; time++)
        {
            (await AskAsync(path)).Status.ShouldBe(status);
        }
    }

    [Fact]
    public async Task A_withdrawal_is_visible_within_two_seconds()
    {
        await WarmAsync("/en/news/one");

        await RunAsync("withdraw", "one", "--notice", "en=Premature.", "--notice", "ar=سابق لأوانه.", "--reason", "premature");
        await Task.Delay(Bound);

        var text = await TextAsync("/en/news/one");
        text.ShouldContain("Premature.");
        text.ShouldNotContain("Members: ");
        (await TextAsync("/en/news")).ShouldNotContain("/en/news/one");
    }

    [Fact]
    public async Task Readers_get_the_last_page_while_the_site_is_away_and_never_a_removed_one()
    {
        await WarmAsync("/en/news/one");
        await WarmAsync("/en/news");
        await RunAsync("remove", "one", "--reason", "dangerous");
        await Task.Delay(Bound);
        (await AskAsync("/en/news/one")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);

        await site.DisposeAsync();
        await Task.Delay(Bound);

        var (page, status) = await AskAsync("/en/news");
        (page.StatusCode, status).ShouldBe((HttpStatusCode.OK, "STALE"));
        (await AskAsync("/en/news/one")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await AskAsync("/desk")).Answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        // An error of a connection names the reader's address.
        proxy!.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_a_reader_invents_does_not_avoid_the_limits()
    {
        var refused = 0;
        for (var number = 0; number < 60; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/en/search?q=w{number}", UriKind.Relative));
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{number}");
            refused += (await Client.SendAsync(request)).StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        refused.ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public async Task Readers_are_sent_to_TLS()
    {
        Assert.SkipWhen(proxy is null, "nginx is not installed here.");

        var answer = await proxy!.PlainClient.GetAsync(new Uri("/ar/news?page=2", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location.ShouldBe(new Uri("https://concord.example.org/ar/news?page=2"));
    }

    private async Task WarmAsync(string path)
    {
        for (var time = 0; time < 3; time++)
        {
            (await AskAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task RunAsync(params string[] arguments)
    {
        var storage = new StorageSettings(site.DataDirectory, null);
        var (code, _, errors) = await CommandLine.RunAsync(storage, ["document", .. arguments]);
        code.ShouldBe(0, errors);
    }

    private async Task<string> TextAsync(string path) => await (await AskAsync(path)).Answer.Content.ReadAsStringAsync();

    /// <returns>The answer, and whether it came from the cache: <c>HIT</c>, <c>MISS</c>; empty outside of the cache.</returns>
    private async Task<(HttpResponseMessage Answer, string Status)> AskAsync(
        string path,
        string accepted = "",
        EntityTagHeaderValue? tag = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (accepted.Length > 0)
        {
            request.Headers.Add("Accept-Encoding", accepted);
        }

        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(tag);
        }

        var answer = await Client.SendAsync(request);
        return (answer, answer.Headers.TryGetValues("X-Cache-Status", out var status) ? status.Single() : "");
    }
}
