using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.ActivityPub.Deliveries;
using Concord.ActivityPub.Followers;
using Concord.ActivityPub.Notes;
using Concord.Foundation;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.ActivityPub;

/// <summary>A site with accounts, and another server of the fediverse with people who follow; both sign and check signatures.</summary>
internal sealed class FediverseSite : IAsyncDisposable
{
    public const string Public = "https://concord.example";

    private static readonly Actor Tester = Actor.System("test");

    private readonly SmallPack pack = new();
    private readonly LocalServer server;
    private readonly RSA key = RSA.Create(2048);

    private FediverseSite(LocalServer server, IEnumerable<KeyValuePair<string, string>> settings)
    {
        this.server = server;
        var all = new Dictionary<string, string>
        {
            ["Concord:PublicAddress"] = Public,
            ["Concord:Desk:RequestsPerMinute"] = "10000",
            ["Concord:OutboundHttp:AnyPort"] = "true",
            ["Concord:OutboundHttp:PublicNetworks:0"] = "127.0.0.0/8",
            ["Concord:ActivityPub:IsOpen"] = "true",
            ["Concord:ActivityPub:Sending"] = "false",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        Site = new TestSite(pack.Path, Clock, all);
    }

    public TestSite Site { get; }

    /// <summary>Saturday, 3 October 2020, 09:00 UTC.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2020, 10, 3, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What the other server accepted: path of the inbox and the message; its signature was right.</summary>
    public ConcurrentQueue<(string Inbox, JsonElement Message)> Received { get; } = new();

    /// <summary>Answers of inboxes by their path, instead of 202.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = new();

    /// <summary>People whose account is gone.</summary>
    public ConcurrentDictionary<string, bool> Gone { get; } = new();

    /// <summary>Changes what the other server says about a person.</summary>
    public Func<string, string> Describe { get; set; } = json => json;

    public string Remote => server.Address.AbsoluteUri.TrimEnd('/');

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FediverseSite> StartAsync(params (string Key, string Value)[] settings)
    {
        FediverseSite? site = null;
        var server = await LocalServer.StartAsync(http => site!.AnswerAsync(http));
        return site = new FediverseSite(server, settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await server.DisposeAsync();
        key.Dispose();
        pack.Dispose();
    }

    public string Person(string name) => $"{Remote}/users/{name}";

    /// <summary>Sends a signed message of a person to an inbox of the site.</summary>
    /// <param name="change">Changes the request after it was signed.</param>
    /// <param name="signer">Who signs; null for the person.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string name,
        object message,
        string inbox = "/activitypub/en/inbox",
        Action<HttpRequestMessage>? change = null,
        RSA? signer = null,
        DateTimeOffset? at = null
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        using var request = new HttpRequestMessage(HttpMethod.Post, inbox) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/activity+json");
        var address = new Uri(Site.Client.BaseAddress!, inbox);
        foreach (
            var (header, value) in HttpSignature.Headers(
                text => (signer ?? key).SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                $"{Person(name)}#main-key",
                HttpMethod.Post,
                address,
                at ?? Clock.GetUtcNow(),
                body
            )
        )
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        change?.Invoke(request);
        return await Site.Client.SendAsync(request, Cancellation);
    }

    public object Follow(string name, string language = "en", int number = 1) =>
        new Dictionary<string, object>
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = $"{Remote}/follows/{name}-{number}",
            ["type"] = "Follow",
            ["actor"] = Person(name),
            ["object"] = $"{Public}/activitypub/{language}",
        };

    /// <summary>A person follows and is accepted.</summary>
    public async Task FollowAsync(string name, string language = "en")
    {
        (await SendAsync(name, Follow(name, language))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await RunAsync();
        Received.ShouldContain(one =>
            one.Inbox == $"/users/{name}/inbox" && one.Message.GetProperty("type").GetString() == "Accept"
        );
    }

    /// <summary>A round of the worker; what waits for the delay is due.</summary>
    /// <returns>How many messages were accepted.</returns>
    public async Task<int> RunAsync(TimeSpan? later = null)
    {
        await PublishAsync();
        Clock.Advance(later ?? TimeSpan.FromMinutes(2));
        await PublishAsync();
        return await WithAsync(services => services.GetRequiredService<DeliverActivities>().RunAsync(Cancellation));
    }

    public Task<int> PublishAsync() =>
        WithAsync(async services =>
        {
            await services.GetRequiredService<PublishNotes>().RunAsync(Cancellation);
            return 0;
        });

    /// <summary>Messages of a type that the other server accepted.</summary>
    public IReadOnlyList<(string Inbox, JsonElement Message)> Of(string type) =>
        [.. Received.Where(one => one.Message.GetProperty("type").GetString() == type)];

    /// <summary>Releases a story in one language.</summary>
    public async Task ReleaseAsync(string slug, string title, string language = "en")
    {
        var saved = await WithAsync(services =>
            services
                .GetRequiredService<SaveDraft>()
                .RunAsync(
                    new Draft(slug, language, title, $"Summary of {title}.", "Body.") { Kind = "story" },
                    Tester,
                    Cancellation
                )
        );
        saved.IsDone.ShouldBeTrue(saved.ToString());
        var released = await WithAsync(services =>
            services.GetRequiredService<Release>().RunAsync(slug, [language], "test", Tester, Cancellation)
        );
        released.IsDone.ShouldBeTrue(released.ToString());
    }

    public async Task CorrectAsync(string slug, string title)
    {
        await WithAsync(services =>
            services
                .GetRequiredService<SaveDraft>()
                .RunAsync(new Draft(slug, "en", title, $"Summary of {title}.", "Body."), Tester, Cancellation)
        );
        var corrected = await WithAsync(services =>
            services.GetRequiredService<Correct>().RunAsync(slug, "en", "The title was wrong.", null, Tester, Cancellation)
        );
        corrected.IsDone.ShouldBeTrue(corrected.ToString());
    }

    public async Task WithdrawAsync(string slug, string language = "en")
    {
        var notices = new Dictionary<string, string> { [language] = "Withdrawn." };
        var withdrawn = await WithAsync(services =>
            services.GetRequiredService<Withdraw>().RunAsync(slug, language, notices, "test", Tester, Cancellation)
        );
        withdrawn.IsDone.ShouldBeTrue(withdrawn.ToString());
    }

    /// <summary>What another server reads at an address of the site.</summary>
    public async Task<(HttpResponseMessage Answer, JsonElement Json)> ReadAsync(string address)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            address.StartsWith(Public, StringComparison.Ordinal) ? address[Public.Length..] : address
        );
        request.Headers.TryAddWithoutValidation("Accept", RemoteActors.Types);
        var answer = await Site.Client.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        return (answer, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }

    public Task<int> FollowersAsync() =>
        WithAsync(services => services.GetRequiredService<ConcordDb>().Set<Follower>().CountAsync(Cancellation));

    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (http.Request.Method == HttpMethods.Get && path.StartsWith("/users/", StringComparison.Ordinal))
        {
            var name = path["/users/".Length..];
            if (Gone.ContainsKey(name))
            {
                http.Response.StatusCode = 410;
                return;
            }

            await http.Response.WriteAsync(Describe(DescriptionOf(name)));
            return;
        }

        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        if (Answers.TryGetValue(path, out var code))
        {
            http.Response.StatusCode = code;
            return;
        }

        if (!await IsSignedAsync(http.Request, memory.ToArray()))
        {
            http.Response.StatusCode = 401;
            return;
        }

        Received.Enqueue((path, JsonDocument.Parse(memory.ToArray()).RootElement));
        http.Response.StatusCode = 202;
    }

    private string DescriptionOf(string name) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["@context"] = "https://www.w3.org/ns/activitystreams",
                ["id"] = Person(name),
                ["type"] = "Person",
                ["preferredUsername"] = name,
                ["inbox"] = $"{Person(name)}/inbox",
                ["endpoints"] = new { sharedInbox = $"{Remote}/inbox" },
                ["publicKey"] = new
                {
                    id = $"{Person(name)}#main-key",
                    owner = Person(name),
                    publicKeyPem = key.ExportSubjectPublicKeyInfoPem(),
                },
            }
        );

    /// <summary>Checks a signature as Mastodon does, with the key that the site shows at the address of its account.</summary>
    private async Task<bool> IsSignedAsync(HttpRequest request, byte[] body)
    {
        var parts = request
            .Headers["Signature"]
            .ToString()
            .Split(',')
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1].Trim('"'), StringComparer.Ordinal);
        var (_, actor) = await ReadAsync(parts["keyId"].Split('#')[0]);
        var text = string.Join(
            '\n',
            parts["headers"]
                .Split(' ')
                .Select(name =>
                    name == "(request-target)"
                        ? $"(request-target): post {request.Path}"
                        : $"{name}: {(name == "host" ? request.Host.Value : request.Headers[name].ToString())}"
                )
        );
        using var rsa = RSA.Create();
        rsa.ImportFromPem(actor.GetProperty("publicKey").GetProperty("publicKeyPem").GetString());
        return parts["headers"] == "(request-target) host date digest"
            && request.Headers["Digest"] == $"SHA-256={Convert.ToBase64String(SHA256.HashData(body))}"
            && rsa.VerifyData(
                Encoding.ASCII.GetBytes(text),
                Convert.FromBase64String(parts["signature"]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
    }
}
