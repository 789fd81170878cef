using System.Text;
using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Wall;

/// <summary>A database, a clock, and a local server whose feeds and pictures a test defines.</summary>
internal sealed class WallFixture : IAsyncDisposable
{
    public static readonly Actor Tester = Actor.Command("test");

    /// <summary>Long enough to be compared with other texts.</summary>
    public const string LongText = "The garrison at dawn is quiet, and that is the point of the work.";

    private readonly TestDatabase database;

    private WallFixture(TestDatabase database, FakeTimeProvider time) => (this.database, Time) = (database, time);

    public FakeTimeProvider Time { get; }

    public LocalServer Server { get; private set; } = null!;

    /// <summary>Responses by path; any other path is 404.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Answers { get; } = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<WallFixture> OpenAsync(Provider provider, params (string Key, string Value)[] settings)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2020, 10, 25, 12, 0, 0, TimeSpan.Zero));
        var further = settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        further["Concord:OutboundHttp:PublicNetworks:0"] = "127.0.0.0/8";
        further["Concord:OutboundHttp:AnyPort"] = "true";
        further["Concord:Wall:EveryMinutes"] = "10";
        further["Concord:Wall:Shorteners:0"] = "localhost";
        var fixture = new WallFixture(await Providers.OpenAsync(provider, time, further), time);
        fixture.Server = await LocalServer.StartAsync(fixture.AnswerAsync);
        return fixture;
    }

    /// <summary>An item of <see cref="Feed"/>, with further properties.</summary>
    public static string Item(string id, string text, string at = "2020-10-22T10:00:00Z") =>
        $"\"id\":\"{id}\",\"date_published\":\"{at}\",\"content_text\":\"{text}\"";

    /// <summary>A JSON Feed of items, newest first.</summary>
    public void Feed(string path, params string[] items) =>
        Answers[path] = http =>
        {
            http.Response.ContentType = "application/feed+json";
            return http.Response.WriteAsync(
                $$"""{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{{string.Join(',', items.Select(item => $"{{{item}}}"))}}]}"""
            );
        };

    public void Answer(string path, int status, byte[]? content = null, string type = "text/plain") =>
        Answers[path] = async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = type;
            await http.Response.Body.WriteAsync(content ?? Encoding.UTF8.GetBytes("x"), Cancellation);
        };

    public Task<ModerationResult> FollowAsync(
        string slug,
        string? path,
        bool isTrusted = true,
        string? secret = null,
        string? name = null
    ) =>
        WithAsync<AddSources, ModerationResult>(commands =>
            commands.FollowAsync(
                new NewSource(
                    slug,
                    path is null ? null : new Uri(Server.Address, path).AbsoluteUri,
                    path is null ? null : "feed",
                    Member: null,
                    name ?? slug,
                    Effort: null,
                    secret,
                    isTrusted
                ),
                Tester,
                Cancellation
            )
        );

    public Task<ModerationResult> PollAsync(string slug) =>
        WithAsync<IngestionCommands, ModerationResult>(commands => commands.PollAsync(slug, Tester, Cancellation));

    public Task<ModerationResult> CheckAsync(string slug) =>
        WithAsync<IngestionCommands, ModerationResult>(commands =>
            commands.CheckAsync(slug, Tester, progress: null, Cancellation)
        );

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = database.Scope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<List<Post>> PostsAsync() =>
        WithAsync<ConcordDb, List<Post>>(db =>
            db.Set<Post>()
                .AsNoTracking()
                .Include(post => post.Topics)
                .Include(post => post.Pictures)
                .OrderBy(post => post.Order)
                .ToListAsync(Cancellation)
        );

    public async Task<Post> PostAsync(string sourceId) => (await PostsAsync()).Single(post => post.SourceId == sourceId);

    public Task<PollState> PollingAsync(string slug) =>
        WithAsync<ConcordDb, PollState>(db =>
            db.Set<PollState>().AsNoTracking().SingleAsync(polling => polling.Source == slug, Cancellation)
        );

    /// <summary>Kinds of the wall's journal entries, oldest first, with their reasons.</summary>
    public Task<List<(string Kind, string? Reason)>> JournalAsync() =>
        WithAsync<JournalReader, List<(string, string?)>>(async journal =>
            [
                .. (await journal.AfterAsync(0, 10_000, Cancellation))
                    .Where(entry => entry.Module == "wall")
                    .Select(entry => (entry.Kind, entry.Reason)),
            ]
        );

    /// <summary>Runs statements after removing the database's own protection.</summary>
    public Task TamperAsync(params string[] statements) => database.TamperAsync(statements);

    /// <summary>The services, for background services.</summary>
    public AsyncServiceScope Scope() => database.Scope();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext http)
    {
        if (Answers.GetValueOrDefault(http.Request.Path) is { } answer)
        {
            return answer(http);
        }

        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
