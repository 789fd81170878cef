using System.Net;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Wall;

/// <summary>Pictures are added, changed and deleted with their posts.</summary>
public sealed class PostPicturesTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task A_changed_post_keeps_only_the_pictures_it_still_has(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        foreach (var (name, shade) in new[] { ("/a.png", 10), ("/b.png", 120), ("/c.png", 230) })
        {
            fixture.Answer(name, 200, SamplePicture.Png(300, 200, shade), "image/png");
        }

        fixture.Feed("/feed", Item(fixture, "Two pictures.", "a.png", "b.png"));
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        var before = (await fixture.PostAsync("1")).Pictures.ToDictionary(
            picture => picture.Address![^5..],
            picture => picture.Name
        );
        before.Keys.ShouldBe(["a.png", "b.png"], ignoreOrder: true);
        var files = await FilesAsync(fixture);

        // The picture that stays is not fetched again; no server has it any more.
        fixture.Answers.Remove("/b.png");
        fixture.Feed("/feed", Item(fixture, "Other pictures.", "b.png", "c.png"));
        ((await fixture.PollAsync("envoy")).Counts?.Edited).ShouldBe(1);

        var after = (await fixture.PostAsync("1")).Pictures.ToDictionary(
            picture => picture.Address![^5..],
            picture => picture.Name
        );
        after.Keys.ShouldBe(["b.png", "c.png"], ignoreOrder: true);
        after["b.png"].ShouldBe(before["b.png"]);
        (await PicturesAsync(fixture)).ShouldBe(2);
        (await FilesAsync(fixture)).ShouldBe(files);

        fixture.Feed("/feed", Item(fixture, "No picture."));
        await fixture.PollAsync("envoy");
        (await fixture.PostAsync("1")).Pictures.ShouldBeEmpty();
        (await PicturesAsync(fixture)).ShouldBe(0);
        (await FilesAsync(fixture)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_polls_at_once_store_each_post_once(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Answer("/a.png", 200, SamplePicture.Png(300, 200, 10), "image/png");
        fixture.Feed(
            "/feed",
            [
                .. Enumerable
                    .Range(1, 30)
                    .Select(id => Item(fixture, $"What was said {id}.", "a.png").Replace("\"1\"", $"\"{id}\"")),
            ]
        );
        await fixture.FollowAsync("envoy", "/feed");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => fixture.PollAsync("envoy"))));

        answers.ShouldAllBe(answer => answer.IsDone);
        var posts = await fixture.PostsAsync();
        posts.Count.ShouldBe(30);
        posts.ShouldAllBe(post => post.Pictures.Count == 1);
        (await PicturesAsync(fixture)).ShouldBe(30);
    }

    [Fact]
    public async Task A_picture_is_served_only_while_its_post_is_shown()
    {
        using var pack = new SmallPack();
        pack.Write("wall.yaml", WallPack.Of([]));
        using var site = new TestSite(pack.Path);
        using var browser = new HttpClient { BaseAddress = site.Address };
        var picture = SamplePicture.Png(300, 200, 10);
        var first = await AddAsync("A bridge is open.");
        var path = (await site.OpenAsync("/en/wall")).Page.QuerySelector("article.post img")!.GetAttribute("src")!;
        (await browser.GetAsync(path, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await DecideAsync(commands => commands.HideAsync(first, "a face", WallFixture.Tester, Cancellation));
        (await browser.GetAsync(path, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await DecideAsync(commands => commands.RequeueAsync(first, "look again", WallFixture.Tester, Cancellation));
        (await browser.GetAsync(path, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // The same picture in another post belongs to that post too.
        await AddAsync("The bridge again, from the other side.");
        (await browser.GetAsync(path, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await DecideAsync(commands => commands.ReleaseAsync(first, "nobody is seen", WallFixture.Tester, Cancellation));
        (await browser.GetAsync(path, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<string> AddAsync(string text)
        {
            await using var scope = site.Services.CreateAsyncScope();
            var wished = new NewPost("guest", text, Language: "en", At: null, Link: null, picture, "A bridge");
            var answer = await scope
                .ServiceProvider.GetRequiredService<IngestionCommands>()
                .AddAsync(wished, WallFixture.Tester, Cancellation);
            answer.Code.ShouldBe(ModerationCode.Done);
            return answer.Post.ShouldNotBeNull().ToString("N");
        }

        async Task DecideAsync(Func<PostModeration, Task<ModerationResult>> act)
        {
            await using var scope = site.Services.CreateAsyncScope();
            (await act(scope.ServiceProvider.GetRequiredService<PostModeration>())).IsDone.ShouldBeTrue();
        }
    }

    private static string Item(WallFixture fixture, string text, params string[] pictures)
    {
        var files = pictures.Select(name => $$"""{"url":"{{fixture.Server.Address}}{{name}}","mime_type":"image/png"}""");
        return $$"""
            "id":"1","date_published":"2020-10-22T10:00:00Z","content_text":"{{text}}","attachments":[{{string.Join(',', files)}}]
            """;
    }

    private static Task<int> PicturesAsync(WallFixture fixture) =>
        fixture.WithAsync<ConcordDb, int>(db =>
            db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM media_pictures").SingleAsync(Cancellation)
        );

    private static Task<int> FilesAsync(WallFixture fixture) =>
        fixture.WithAsync<ConcordDb, int>(db =>
            db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM media_files").SingleAsync(Cancellation)
        );
}
