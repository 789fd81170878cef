using System.Net;
using AngleSharp.Html.Parser;
using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation.Security;
using Concord.TestKit;
using Concord.Web.Desk;
using Concord.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Web;

/// <summary>The pipeline of <c>/desk</c>: headers, cookies, languages and rate limits.</summary>
public sealed class DeskTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Every_workspace_response_is_private_and_uncompressed()
    {
        await using var site = new TestSite();
        var answers = new List<HttpResponseMessage>
        {
            await SendAsync(site, HttpMethod.Get, "/desk"),
            await SendAsync(site, HttpMethod.Get, "/desk/ar/sign-in?a=b"),
            await SendAsync(site, HttpMethod.Get, "/DESK/en/join/none"),
            await SendAsync(site, HttpMethod.Get, "/desk/none"),
            await SendAsync(site, HttpMethod.Post, "/desk/en/sign-in?handler=Password"),
            await SendAsync(site, HttpMethod.Put, "/desk/en/sign-in"),
        };

        answers.ConvertAll(answer => (int)answer.StatusCode).ShouldBe([302, 200, 410, 404, 400, 405]);
        foreach (var answer in answers)
        {
            answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
            answer.Headers.ETag.ShouldBeNull();
            answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
            policy.ShouldContain("script-src 'self'; connect-src 'self';");
            policy.ShouldContain(
                "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard"
            );
            answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
            answer.Headers.GetValues("X-Robots-Tag").Single().ShouldBe("noindex");
        }

        (await site.Client.GetAsync(new Uri("/en", UriKind.Relative))).Headers.CacheControl!.Public.ShouldBeTrue();
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("fr", "ltr")]
    [InlineData("ckb", "rtl")]
    public async Task The_page_is_in_the_language_of_its_address(string language, string direction)
    {
        await using var site = new TestSite();
        var (answer, page) = await site.OpenAsync($"/desk/{language}/sign-in");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")).ShouldBe((language, direction));
        page.QuerySelector("main")!.TextContent.ShouldNotContain("accounts.");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_session_is_valid_on_every_node_and_ends_on_all_when_credentials_change(Provider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var first = await OpenAsync(provider, clock, shared: null);
        await using var second = await OpenAsync(provider, clock, first);
        var session = await SignInAsync(first);

        foreach (var node in (TestSite[])[first, second])
        {
            var page = await ReadAsync(await SendAsync(node, HttpMethod.Get, "/desk/en", session));
            page.ShouldContain("محررة");
        }

        await using (var scope = second.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            await users.UpdateSecurityStampAsync((await users.FindByNameAsync("editor@example.org"))!);
        }

        clock.Advance(TimeSpan.FromSeconds(61));
        foreach (var node in (TestSite[])[first, second])
        {
            (await ReadAsync(await SendAsync(node, HttpMethod.Get, "/desk/en", session))).ShouldNotContain("محررة");
        }
    }

    [Fact]
    public async Task Signing_out_needs_the_token_of_the_page()
    {
        await using var site = new TestSite();
        var session = await SignInAsync(site);
        var shown = await SendAsync(site, HttpMethod.Get, "/desk/en", session);
        var cookie = shown.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith($"{SignInCookies.Prefix}-Antiforgery=");
        cookie.Split("; ").Skip(1).ShouldBe(["path=/", "secure", "samesite=strict", "httponly"], ignoreOrder: true);
        var form = (await new HtmlParser().ParseDocumentAsync(await shown.Content.ReadAsStringAsync())).QuerySelector("form")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var action = form.GetAttribute("action")!;
        var cookies = $"{session}; {cookie.Split(';')[0]}";

        (await SendAsync(site, HttpMethod.Post, action, cookies)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(site, HttpMethod.Post, action, session, token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var done = await SendAsync(site, HttpMethod.Post, action, cookies, token);

        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        done.Headers.GetValues("Set-Cookie")
            .ShouldContain(text =>
                text.StartsWith($"{SignInCookies.Prefix}-Session=; expires=Thu, 01 Jan 1970", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task The_session_cookie_is_bound_to_the_host()
    {
        await using var site = new TestSite();
        var cookies = await CookiesOfSignInAsync(site);

        var session = cookies.Single(cookie => cookie.StartsWith($"{SignInCookies.Prefix}-Session=", StringComparison.Ordinal));
        session.Split("; ").Skip(1).ShouldBe(["path=/", "secure", "samesite=lax", "httponly"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_client_over_the_rate_limit_gets_429_and_public_pages_are_unaffected()
    {
        await using var site = new TestSite(
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10" }
        );
        for (var request = 0; request < 10; request++)
        {
            // No proxy is known, so an invented address changes nothing.
            var answer = await SendAsync(site, HttpMethod.Get, "/desk/en/sign-in", forwardedFor: $"203.0.113.{request}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await SendAsync(site, HttpMethod.Get, "/desk/ar/sign-in");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await refused.Content.ReadAsStringAsync()).ShouldNotStartWith("desk.");
        (await site.Client.GetAsync(new Uri("/en", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_client_address_is_taken_from_a_known_proxy()
    {
        await using var site = new TestSite(
            settings: new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10",
                ["Concord:Proxies:Addresses:0"] = "127.0.0.0/8",
                ["Concord:Proxies:Addresses:1"] = "::1",
            }
        );
        for (var request = 0; request < 10; request++)
        {
            await SendAsync(site, HttpMethod.Get, "/desk/en/sign-in", forwardedFor: "203.0.113.1");
        }

        (await SendAsync(site, HttpMethod.Get, "/desk/en/sign-in", forwardedFor: "203.0.113.1")).StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
        // Entries that the reader adds before the proxy are not believed.
        (
            await SendAsync(site, HttpMethod.Get, "/desk/en/sign-in", forwardedFor: "198.51.100.9, 203.0.113.1")
        ).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await SendAsync(site, HttpMethod.Get, "/desk/en/sign-in", forwardedFor: "203.0.113.2")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Theory]
    [InlineData("203.0.113.7", "CB007107")]
    [InlineData("::ffff:203.0.113.7", "CB007107")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2::1", "20010DB800010002")]
    public void A_client_is_an_IPv4_address_or_an_IPv6_network_of_64_bits(string address, string client) =>
        Convert.ToHexString(ClientKeys.NetworkOf(IPAddress.Parse(address))).ShouldBe(client);

    private static async Task<TestSite> OpenAsync(Provider provider, TimeProvider clock, TestSite? shared)
    {
        var settings = new Dictionary<string, string> { ["Concord:Wall:Polling"] = "false" };
        if (provider == Provider.Postgres)
        {
            settings["ConnectionStrings:Concord"] = shared is null
                ? (await Providers.ConnectionAsync(provider))!
                : shared.Services.GetRequiredService<Concord.Foundation.Storage.StorageSettings>().ConnectionString!;
        }
        else if (shared is not null)
        {
            settings["Concord:DataDirectory"] = shared.DataDirectory;
        }

        return new TestSite(time: clock, settings: settings);
    }

    private static async Task<string> SignInAsync(TestSite site) =>
        (await CookiesOfSignInAsync(site))
            .Single(cookie => cookie.StartsWith($"{SignInCookies.Prefix}-Session=", StringComparison.Ordinal))
            .Split(';')[0];

    /// <summary>Creates an account and a session of it.</summary>
    private static async Task<List<string>> CookiesOfSignInAsync(TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = "editor@example.org",
            DisplayName = "محررة",
        };
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        (await users.CreateAsync(account, Password)).Succeeded.ShouldBeTrue();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        await scope.ServiceProvider.GetRequiredService<PersonSessions>().StartAsync(http, account, "password", default);
        return [.. http.Response.Headers.SetCookie.Select(cookie => cookie!)];
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private static async Task<HttpResponseMessage> SendAsync(
        TestSite site,
        HttpMethod method,
        string path,
        string? cookies = null,
        string? token = null,
        string? forwardedFor = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        if (cookies is not null)
        {
            request.Headers.Add("Cookie", cookies);
        }

        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        if (token is not null)
        {
            request.Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["__RequestVerificationToken"] = token }
            );
        }

        return await site.Client.SendAsync(request);
    }
}
