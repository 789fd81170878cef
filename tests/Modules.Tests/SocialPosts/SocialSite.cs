using System.Collections.Concurrent;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Library;
using Concord.Modules.Tests.Media;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.SocialPosts.Posts;
using Concord.SocialPosts.Sending;
using Concord.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.SocialPosts;

/// <summary>A site with an account on each network; one server speaks the interfaces of all three, as they are documented.</summary>
internal sealed class SocialSite : IAsyncDisposable
{
    public const string Public = "https://concord.example";

    private static readonly Actor Tester = Actor.System("test");

    private readonly SmallPack pack = new();
    private readonly LocalServer server;

    private SocialSite(LocalServer server, IEnumerable<KeyValuePair<string, string>> settings)
    {
        this.server = server;
        var address = server.Address.AbsoluteUri.TrimEnd('/');
        var all = new Dictionary<string, string>
        {
            ["Concord:Desk:RequestsPerMinute"] = "10000",
            ["Concord:PublicAddress"] = Public,
            ["Concord:OutboundHttp:AnyPort"] = "true",
            ["Concord:OutboundHttp:PublicNetworks:0"] = "127.0.0.0/8",
            ["Concord:SocialPosts:Sending"] = "false",
            ["Concord:SocialPosts:Accounts:fedi:Network"] = "Mastodon",
            ["Concord:SocialPosts:Accounts:fedi:Language"] = "en",
            ["Concord:SocialPosts:Accounts:fedi:Server"] = address,
            ["Concord:SocialPosts:Accounts:fedi:Token"] = "mastodon-token",
            ["Concord:SocialPosts:Accounts:sky:Network"] = "Bluesky",
            ["Concord:SocialPosts:Accounts:sky:Language"] = "en",
            ["Concord:SocialPosts:Accounts:sky:Server"] = address,
            ["Concord:SocialPosts:Accounts:sky:Handle"] = "coalition.example",
            ["Concord:SocialPosts:Accounts:sky:Password"] = "app-password",
            ["Concord:SocialPosts:Accounts:x-ar:Network"] = "X",
            ["Concord:SocialPosts:Accounts:x-ar:Language"] = "ar",
            ["Concord:SocialPosts:Accounts:x-ar:Server"] = address,
            ["Concord:SocialPosts:Accounts:x-ar:ConsumerKey"] = "consumer",
            ["Concord:SocialPosts:Accounts:x-ar:ConsumerSecret"] = "consumer-secret",
            ["Concord:SocialPosts:Accounts:x-ar:Token"] = "token",
            ["Concord:SocialPosts:Accounts:x-ar:TokenSecret"] = "token-secret",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        Site = new TestSite(pack.Path, Clock, all);
    }

    public TestSite Site { get; }

    /// <summary>Saturday, 3 October 2020, 09:00 UTC.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2020, 10, 3, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What became public on the networks, by what the network would tell apart.</summary>
    public ConcurrentDictionary<string, string> Published { get; } = new();

    /// <summary>Requests in order: method, path, authorization, body.</summary>
    public ConcurrentQueue<(string Method, string Path, string Authorization, string Body)> Requests { get; } = new();

    /// <summary>Answers instead of the network; false lets the network answer.</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SocialSite> StartAsync(params (string Key, string Value)[] settings)
    {
        SocialSite? site = null;
        var server = await LocalServer.StartAsync(http => site!.AnswerAsync(http));
        return site = new SocialSite(server, settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await server.DisposeAsync();
        pack.Dispose();
    }

    /// <summary>A story in English and Arabic that readers do not see yet.</summary>
    public async Task WriteAsync(string slug, string title = "The bridge is open")
    {
        foreach (var (language, text) in new[] { ("en", title), ("ar", "الجسر مفتوح") })
        {
            var saved = await WithAsync(services =>
                services
                    .GetRequiredService<SaveDraft>()
                    .RunAsync(
                        new Draft(slug, language, text, $"Summary of {text}.", "Body.") { Kind = "story" },
                        Tester,
                        Cancellation
                    )
            );
            saved.IsDone.ShouldBeTrue(saved.ToString());
        }
    }

    public async Task ReleaseAsync(string slug, params string[] languages) =>
        (
            await WithAsync(services =>
                services.GetRequiredService<Release>().RunAsync(slug, languages, null, Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();

    public async Task WithdrawAsync(string slug)
    {
        var notices = new Dictionary<string, string> { ["en"] = "Withdrawn.", ["ar"] = "سُحب." };
        var withdrawn = await WithAsync(services =>
            services.GetRequiredService<Withdraw>().RunAsync(slug, null, notices, "test", Tester, Cancellation)
        );
        withdrawn.IsDone.ShouldBeTrue(withdrawn.ToString());
    }

    /// <summary>Gives a document a photograph with words.</summary>
    public Task IllustrateAsync(string slug, string alt) =>
        WithAsync(async services =>
        {
            var photograph = SamplePhotograph.Of(".jpg", 1200, 800);
            var added = await services
                .GetRequiredService<UploadPicture>()
                .RunAsync("bridge.jpg", _ => Task.FromResult(photograph), Tester, Cancellation);
            var db = services.GetRequiredService<ConcordDb>();
            await db.Set<PictureEdition>().ExecuteUpdateAsync(set => set.SetProperty(edition => edition.Alt, alt), Cancellation);
            return await db.Set<Document>()
                .Where(document => document.Slug == slug)
                .ExecuteUpdateAsync(set => set.SetProperty(document => document.Picture, added.Name), Cancellation);
        });

    /// <summary>Writes a post and approves it.</summary>
    public async Task<Guid> ApproveAsync(string slug, string account, string text, string? alt = null)
    {
        var fault = await WithAsync(services =>
            services
                .GetRequiredService<WritePost>()
                .SaveAsync(
                    slug,
                    new PostDraft(Id: null, Version: 0, account, text, alt is not null, alt ?? ""),
                    approve: true,
                    Tester,
                    Cancellation
                )
        );
        fault.ShouldBe(PostFault.None);
        return (await PostsAsync())[^1].Id;
    }

    /// <summary>A round of the worker.</summary>
    /// <returns>How many posts the networks accepted.</returns>
    public async Task<int> RunAsync(TimeSpan? later = null)
    {
        Clock.Advance(later ?? TimeSpan.FromMinutes(2));
        await WithAsync(async services =>
        {
            await services.GetRequiredService<PostQueue>().FindAbandonedAsync(Cancellation);
            await services.GetRequiredService<QueuePosts>().RunAsync(Cancellation);
            return 0;
        });
        Clock.Advance(TimeSpan.FromMinutes(2));
        return await WithAsync(services => services.GetRequiredService<SendPosts>().RunAsync(Cancellation));
    }

    public async Task<SocialPost> PostAsync(Guid id) => (await PostsAsync()).Single(post => post.Id == id);

    public Task<List<SocialPost>> PostsAsync() =>
        WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<SocialPost>()
                .AsNoTracking()
                .OrderBy(post => post.Id)
                .ToListAsync(Cancellation)
        );

    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        http.Request.EnableBuffering();
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        var body = System.Text.Encoding.Latin1.GetString(memory.ToArray());
        var text = System.Text.Encoding.UTF8.GetString(memory.ToArray());
        http.Request.Body = new MemoryStream(memory.ToArray());
        Requests.Enqueue((http.Request.Method, http.Request.Path, http.Request.Headers.Authorization.ToString(), text));
        if (await Instead(http))
        {
            return;
        }

        var path = http.Request.Path.Value!;
        switch (http.Request.Method, path)
        {
            case ("POST", "/api/v2/media") when IsMastodon(http) && body.Contains("name=\"file\"", StringComparison.Ordinal):
                await SendAsync(http, new { id = "22", url = "https://mastodon.example/media/22" });
                break;
            case ("POST", "/api/v1/statuses") when IsMastodon(http):
                var key = http.Request.Headers["Idempotency-Key"].ToString();
                Published.TryAdd($"mastodon:{key}", text);
                await SendAsync(http, new { id = "1001", url = "https://mastodon.example/@coalition/1001" });
                break;
            case ("DELETE", "/api/v1/statuses/1001") when IsMastodon(http):
                await SendAsync(http, new { id = "1001" });
                break;
            case ("GET", "/api/v1/accounts/verify_credentials") when IsMastodon(http):
                await SendAsync(http, new { acct = "coalition" });
                break;
            case ("POST", "/xrpc/com.atproto.server.createSession") when text.Contains("app-password", StringComparison.Ordinal):
                await SendAsync(
                    http,
                    new
                    {
                        accessJwt = "session",
                        refreshJwt = "more",
                        did = "did:plc:coalition",
                    }
                );
                break;
            case ("POST", "/xrpc/com.atproto.repo.uploadBlob") when IsBluesky(http):
                await SendAsync(
                    http,
                    new { blob = new Dictionary<string, object> { ["$type"] = "blob", ["size"] = body.Length } }
                );
                break;
            case ("POST", "/xrpc/com.atproto.repo.putRecord") when IsBluesky(http):
                var record = JsonDocument.Parse(text).RootElement;
                Published[$"bluesky:{record.GetProperty("rkey").GetString()}"] = text;
                await SendAsync(http, new { uri = "at://did:plc:coalition/app.bsky.feed.post/1", cid = "c" });
                break;
            case ("POST", "/xrpc/com.atproto.repo.deleteRecord") when IsBluesky(http):
                await SendAsync(http, new { });
                break;
            case ("POST", "/2/media/upload") when IsX(http):
                await SendAsync(http, new { data = new { id = "77" } });
                break;
            case ("POST", "/2/media/metadata") when IsX(http):
                await SendAsync(http, new { data = new { id = "77" } });
                break;
            case ("POST", "/2/tweets") when IsX(http):
                Published.TryAdd($"x:{Published.Count}", text);
                http.Response.StatusCode = 201;
                await SendAsync(http, new { data = new { id = "555", text = "" } });
                break;
            case ("DELETE", "/2/tweets/555") when IsX(http):
                await SendAsync(http, new { data = new { deleted = true } });
                break;
            case ("GET", "/2/users/me") when IsX(http):
                await SendAsync(http, new { data = new { username = "coalition_ar" } });
                break;
            default:
                http.Response.StatusCode = 401;
                await SendAsync(http, new { error = "The access token is invalid" });
                break;
        }
    }

    private static bool IsMastodon(HttpContext http) => http.Request.Headers.Authorization == "Bearer mastodon-token";

    private static bool IsBluesky(HttpContext http) => http.Request.Headers.Authorization == "Bearer session";

    private static bool IsX(HttpContext http) =>
        http.Request.Headers.Authorization.ToString().StartsWith("OAuth ", StringComparison.Ordinal);

    private static Task SendAsync(HttpContext http, object answer) => http.Response.WriteAsJsonAsync(answer);
}
