using System.Globalization;
using System.Text.Json;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Wall;
using Concord.TestKit;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

/// <summary>
/// The process is killed many times while it ingests posts: what the journal says was ingested is stored with its
/// pictures, nothing is stored twice, and the next poll brings what is missing.
/// </summary>
public sealed class WallKillTests : IDisposable
{
    private const int Rounds = 5;
    private const int OfRound = 30;
    private const int Seed = 20200323;

    private readonly SmallPack pack = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        pack.Dispose();
        folder.Dispose();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Ingested_posts_are_complete_and_missing_ones_come_with_the_next_poll(Provider provider)
    {
        var round = 1;
        await using var server = await LocalServer.StartAsync(http => AnswerAsync(http, round));
        var settings = new StorageSettings(folder.Path, await Providers.ConnectionAsync(provider));
        (string, string)[] environment =
        [
            .. ProgramRun.SettingsOf(settings),
            ("Concord__OutboundHttp__PublicNetworks__0", "127.0.0.0/8"),
            ("Concord__OutboundHttp__AnyPort", "true"),
        ];
        await using (var follow = Command("follow", $"{server.Address}feed", "--as", "town", "--name", "The town"))
        {
            (await follow.EndAsync()).ShouldBe(0, follow.Errors);
        }

        var (random, before, inTheMiddle) = (new Random(Seed), 0, 0);
        for (; round <= Rounds; round++)
        {
            var left = (round * OfRound) - before;
            var asked = PicturesAsked() + random.Next(1, left + 1);
            await using var run = round % 3 == 0 ? await SiteAsync() : Command("poll", "town");
            for (var tries = 0; tries < 3000 && PicturesAsked() < asked; tries++)
            {
                await Task.Delay(10);
            }

            PicturesAsked().ShouldBeGreaterThanOrEqualTo(asked, run.Errors);
            await Task.Delay(random.Next(60));
            await run.KillAsync();
            var found = await FoundAsync(settings);
            found.ShouldBeInRange(before, round * OfRound);
            inTheMiddle += found > before && found < round * OfRound ? 1 : 0;
            before = found;
        }

        inTheMiddle.ShouldBeGreaterThan(0);
        await using var last = Command("poll", "town");
        (await last.EndAsync()).ShouldBe(0, last.Errors);
        (await FoundAsync(settings)).ShouldBe(round * OfRound);

        int PicturesAsked() => server.Asked.Count(asked => asked.StartsWith("GET /picture", StringComparison.Ordinal));

        ProgramRun Command(params string[] words) => new("concord", environment, words.Prepend("wall"));

        async Task<ProgramRun> SiteAsync()
        {
            // The killed process still has the lease on the source; the test does not wait until it expires.
            await using var database = await TestDatabase.OpenAsync(settings);
            await using var scope = database.Scope();
            await scope
                .ServiceProvider.GetRequiredService<ConcordDb>()
                .Set<PollState>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(polling => polling.NextAt, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc))
                );
            return new ProgramRun(
                "Concord.Web",
                environment.Append(("Concord__ContentDirectory", pack.Path)),
                "--urls",
                "http://127.0.0.1:0"
            );
        }
    }

    /// <summary>A feed that grows with every round, newest first, and a picture for each of its posts.</summary>
    private static async Task AnswerAsync(HttpContext http, int round)
    {
        if (http.Request.Path.StartsWithSegments("/picture", StringComparison.Ordinal, out var number))
        {
            var shade = int.Parse(number.Value![1..], CultureInfo.InvariantCulture) % 256;
            http.Response.ContentType = "image/png";
            await http.Response.Body.WriteAsync(SamplePicture.Png(120, 80, shade));
            return;
        }

        var items = Enumerable
            .Range(0, round * OfRound)
            .Reverse()
            .Select(post => new
            {
                id = $"post-{post}",
                content_text = $"What happened on day {post} of the year.",
                date_published = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(post),
                attachments = new[]
                {
                    new { url = $"{http.Request.Scheme}://{http.Request.Host}/picture/{post}", mime_type = "image/png" },
                },
            });
        http.Response.ContentType = "application/feed+json";
        await http.Response.WriteAsync(
            JsonSerializer.Serialize(
                new
                {
                    version = "https://jsonfeed.org/version/1.1",
                    title = "The town",
                    items,
                }
            )
        );
    }

    /// <returns>How many posts are stored; each once and complete, as many as the journal says, and the journal was
    /// verified.</returns>
    private static async Task<int> FoundAsync(StorageSettings settings)
    {
        await using var database = await TestDatabase.OpenAsync(settings);
        await using var scope = database.Scope();
        var journal = scope.ServiceProvider.GetRequiredService<JournalReader>();
        var verifier = scope.ServiceProvider.GetRequiredService<RecordVerifier>();
        (await verifier.VerifyAsync([], progress: null, default)).IsGood.ShouldBeTrue();
        var said = (await journal.AfterAsync(0, 10_000, default))
            .Where(entry => entry.Kind == "PostsIngested")
            .Sum(entry => JsonDocument.Parse(entry.Data).RootElement.GetProperty("added").GetInt32());
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var posts = await db.Set<Post>().Include(post => post.Pictures).ToListAsync();
        posts.Count.ShouldBe(said);
        posts.Select(post => post.SourceId).ShouldBeUnique();
        posts.ShouldAllBe(post => post.Pictures.Count == 1);
        var withoutFile = await db
            .Database.SqlQueryRaw<int>(
                """
                SELECT COUNT(*) AS "Value" FROM media_picture_renditions
                WHERE file NOT IN (SELECT digest FROM media_files)
                """
            )
            .SingleAsync();
        withoutFile.ShouldBe(0);
        return posts.Count;
    }
}
