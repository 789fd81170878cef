using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Modules.Tests.Web;
using Concord.Newsroom.Pages.News;
using Concord.TestKit;
using Concord.Visits;
using Concord.Wall;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Wall;

public sealed class WallPageTests(DemonstrationSite demonstration)
{
    private static readonly string?[] RightToLeft = ["ar", "ckb"];

    private readonly TestSite site = demonstration.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("fr")]
    [InlineData("ckb")]
    public async Task Posts_of_many_members_keep_their_language_and_direction(string language)
    {
        var (answer, page) = await site.OpenAsync($"/{language}/wall");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var posts = page.QuerySelectorAll("article.post").ToList();
        posts.Count.ShouldBe(12);
        var more = page.QuerySelector("#more a")!.GetAttribute("href")!;
        posts.AddRange((await site.OpenAsync(more)).Page.QuerySelectorAll("article.post"));
        posts.Count.ShouldBe(19);
        posts.Select(post => post.Id).ShouldBeUnique();
        posts.Select(post => post.GetAttribute("lang")).Distinct().Order().ShouldBe(["ar", "ckb", "en", "fr"]);
        posts.ShouldAllBe(post => post.GetAttribute("dir") == (RightToLeft.Contains(post.GetAttribute("lang")) ? "rtl" : "ltr"));
        posts
            .Select(post => post.GetAttribute("lang") + post.QuerySelector("h3")!.TextContent)
            .Distinct()
            .Count()
            .ShouldBeGreaterThanOrEqualTo(8);
        posts.ShouldContain(post => post.QuerySelector("img") != null);
    }

    [Theory]
    [InlineData("en", "Demonstration")]
    [InlineData("ar", "عرض توضيحي")]
    [InlineData("fr", "Démonstration")]
    [InlineData("ckb", "نموونەی پیشاندان")]
    public async Task A_demonstration_post_is_labelled_in_its_own_language(string language, string mark)
    {
        var (_, page) = await site.OpenAsync($"/en/wall?language={language}");

        var posts = page.QuerySelectorAll("article.post");
        posts.Length.ShouldBeGreaterThan(0);
        posts.ShouldAllBe(post => post.LastElementChild!.TextContent.Contains(mark));
    }

    [Theory]
    [InlineData("member=united-kingdom", 3)]
    [InlineData("language=fr", 3)]
    [InlineData("hashtag=ThisGenerationLearns", 3)]
    [InlineData("hashtag=%23thisgenerationlearns", 3)]
    [InlineData("effort=counter-finance", 1)]
    [InlineData("effort=counter-finance&member=italy&language=en&hashtag=CounterFinance", 1)]
    [InlineData("effort=counter-finance&member=france", 0)]
    [InlineData("effort=counter-finance&language=ar", 0)]
    [InlineData("effort=counter-finance&hashtag=iraq", 0)]
    [InlineData("member=italy&language=fr", 0)]
    [InlineData("hashtag=iraq&language=en", 2)]
    [InlineData("member=nobody", 0)]
    public async Task The_wall_is_filtered(string query, int found)
    {
        var (answer, page) = await site.OpenAsync($"/en/wall?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelectorAll("article.post").Length.ShouldBe(found);
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
        page.QuerySelectorAll("section.grid > p.body").Length.ShouldBe(found == 0 ? 1 : 0);
    }

    [Fact]
    public async Task A_translation_is_shown_with_a_post_in_another_language()
    {
        var (_, page) = await site.OpenAsync("/fr/wall?member=iraq");
        page.QuerySelectorAll("article.post .other").Length.ShouldBe(2);

        (_, page) = await site.OpenAsync("/en/wall?member=iraq");
        var translations = page.QuerySelectorAll("article.post .other");
        translations.Length.ShouldBe(2);
        translations.ShouldAllBe(part => part.GetAttribute("lang") == "en" && part.GetAttribute("dir") == "ltr");
        page.QuerySelectorAll("[lang=en] > .other").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/en", 6)]
    [InlineData("/ar", 6)]
    [InlineData("/en/members/france", 2)]
    [InlineData("/ar/campaigns/this-generation-learns", 3)]
    [InlineData("/en/efforts/foreign-fighters", 2)]
    [InlineData("/en/members/albania", 0)]
    public async Task Other_pages_show_their_part_of_the_wall(string path, int posts)
    {
        var (_, page) = await site.OpenAsync(path);

        page.QuerySelectorAll("article.post").Length.ShouldBe(posts);
    }

    [Fact]
    public void All_scripts_of_the_site_together_are_at_most_15_KB() =>
        (WallScript.Script.Length + VisitsScript.Script.Length + CopyScript.Script.Length).ShouldBeLessThanOrEqualTo(15_000);

    [Fact]
    public async Task The_home_page_shows_at_most_one_post_per_publisher()
    {
        var (_, page) = await site.OpenAsync("/fr");

        page.QuerySelectorAll("article.post h3").Select(speaker => speaker.TextContent).ShouldBeUnique();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("20201022154000000")]
    [InlineData("20201022154000000ABCDEF012345678")]
    [InlineData("20201022154000000abcdef01234567'")]
    public async Task An_unknown_place_has_no_page(string after) =>
        (await site.OpenAsync($"/en/wall?after={after}")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Load_more_shows_every_post_once_also_where_new_ones_arrive_meanwhile()
    {
        using var pack = new SmallPack();
        pack.Write("wall.yaml", WallPack.Of(Enumerable.Range(0, 100)));
        using var own = new TestSite(pack.Path);
        var seen = new List<string>();
        var next = "/en/wall";
        var pages = 0;
        while (next is not null)
        {
            var (answer, page) = await own.OpenAsync(next);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            seen.AddRange(TextsOf(page));
            next = page.QuerySelector<IHtmlAnchorElement>("a[rel=next]")?.GetAttribute("href");
            if (++pages == 2)
            {
                pack.Write("wall.yaml", WallPack.Of(Enumerable.Range(0, 130)));
                await ImportAsync(own, pack);
                await SeenAsync(own, "Post 129");
            }
        }

        seen.ShouldBe(Enumerable.Range(0, 100).Reverse().Select(hour => $"Post {hour}"));
        pages.ShouldBe(9);
    }

    [Fact]
    public async Task Text_of_posts_is_encoded_and_only_http_addresses_are_links()
    {
        using var pack = new SmallPack();
        pack.Write(
            "wall.yaml",
            WallPack.Sources
                + """
                posts:
                  - source: guest
                    id: hostile
                    at: 2020-10-01
                    language: en
                    text: |
                      <script>alert(1)</script> <img src=x onerror=alert(1)>
                      javascript:alert(1) https://example.org/a"onmouseover="x #Tag"><b> @someone@m.example &amp;
                  - { source: guest, id: odd, at: 2020-10-02, language: "x\"><b>", text: "Odd language" }
                """
        );
        using var own = new TestSite(pack.Path);

        var (answer, page) = await own.OpenAsync("/en/wall");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var post = page.QuerySelectorAll("article.post")
            .Single(post => post.TextContent.Contains("alert(1)", StringComparison.Ordinal));
        post.QuerySelectorAll("script,img,b").ShouldBeEmpty();
        post.TextContent.ShouldContain("<script>alert(1)</script>");
        post.QuerySelectorAll("a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["https://example.org/a\"onmouseover=\"x", "/en/wall?hashtag=tag"]);
        post.QuerySelectorAll("*")
            .ShouldAllBe(part => part.Attributes.All(one => !one.Name.StartsWith("on", StringComparison.Ordinal)));
        page.QuerySelectorAll("article.post").Single(other => other != post).GetAttribute("dir").ShouldBe("auto");
    }

    [Theory]
    [InlineData(true, null, "Sensitive picture: show")]
    [InlineData(null, "Wounded people", "Wounded people")]
    [InlineData(true, "Wounded people", "Wounded people")]
    public async Task Sensitive_pictures_and_texts_are_covered_until_the_reader_asks(
        bool? isSensitive,
        string? warning,
        string summary
    )
    {
        using var pack = new SmallPack();
        pack.Write("wall.yaml", WallPack.Of(Enumerable.Range(0, 1)));
        using var own = new TestSite(pack.Path);
        await using var scope = own.Services.CreateAsyncScope();
        var (db, media) = (
            scope.ServiceProvider.GetRequiredService<ConcordDb>(),
            scope.ServiceProvider.GetRequiredService<MediaStore>()
        );
        var (picture, _) = await MediaStore.RenderAsync(SamplePicture.Png(300, 200, 90), Cancellation);
        await media.AddFilesAsync(picture!, Actor.Command("test"), Cancellation);
        var post = await db.Set<Post>().Include(one => one.Pictures).SingleAsync(Cancellation);
        media.AddPicture("wall-post-test", picture!, "A stretcher", Actor.Command("test"));
        post.Pictures.Add(
            new PostPicture
            {
                PostId = post.Id,
                Position = 0,
                Name = "wall-post-test",
            }
        );
        (post.IsSensitive, post.Warning, post.IsUndated) = (isSensitive, warning, true);
        (post.QuotedAuthor, post.QuotedText, post.QuotedLink) = ("The <council>", "Twelve schools.", "https://council.example/9");
        db.Record(new PostsIngested(post.Source, 0, 1, 0) { Actor = Actor.Command("test"), Subject = "test" });
        await db.SaveChangesAsync(Cancellation);

        var (_, page) = await own.OpenAsync("/en/wall");

        var details = page.QuerySelector("article.post details")!;
        details.HasAttribute("open").ShouldBeFalse();
        details.QuerySelector("summary")!.TextContent.ShouldBe(summary);
        details.QuerySelector("img")!.GetAttribute("alt").ShouldBe("A stretcher");
        page.QuerySelectorAll("article.post img").Length.ShouldBe(1);
        details.TextContent.Contains("Post 0").ShouldBe(warning is not null);
        var quoted = page.QuerySelector("article.post blockquote")!;
        quoted.QuerySelector(".cap")!.TextContent.ShouldStartWith("Quoted post by The <council>");
        quoted.TextContent.ShouldContain("Twelve schools.");
        quoted.QuerySelector("a")!.GetAttribute("href").ShouldBe("https://council.example/9");
        page.QuerySelectorAll("article.post time").ShouldBeEmpty();
        page.QuerySelector("article.post > .cap")!.TextContent.ShouldContain("date not given");
    }

    [Fact]
    public async Task An_empty_wall_explains_what_will_be_shown()
    {
        using var pack = new SmallPack();
        using var own = new TestSite(pack.Path);

        var (answer, page) = await own.OpenAsync("/en/wall");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("section.grid")!.TextContent.ShouldContain("No posts have been published yet");
    }

    private static List<string> TextsOf(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("article.post").Select(post => post.QuerySelector("p")!.TextContent)];

    /// <summary>Cached responses are evicted a moment after the change.</summary>
    private static async Task SeenAsync(TestSite site, string first)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (TextsOf((await site.OpenAsync("/en/wall")).Page)[0] == first)
            {
                return;
            }

            await Task.Delay(50, Cancellation);
        }

        Assert.Fail($"“{first}” did not come first.");
    }

    private static async Task ImportAsync(TestSite site, SmallPack pack)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<ImportContent>();
        var outcome = await import.RunAsync(pack.Path, default, Actor.Command("test"), progress: null, Cancellation);
        outcome.Problems.ShouldBeEmpty();
    }
}
