using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Modules.Tests.Cli;
using Concord.Modules.Tests.Media;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Wall;

/// <summary>The workspace adds posts by hand and sources from a list, and attaches posts to members.</summary>
public sealed class WallEntryTests : IAsyncDisposable
{
    private const string Add = "/desk/en/wall/add";
    private const string Sources = "/desk/en/wall/sources";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 10, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly Lazy<TestSite> site;

    public WallEntryTests()
    {
        pack.Write("wall.yaml", WallPack.Of([1]));
        site = new Lazy<TestSite>(() =>
            new TestSite(pack.Path, clock, new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" })
        );
    }

    private TestSite Site => site.Value;

    [Fact]
    public async Task A_post_is_typed_in_with_its_picture_and_stands_on_the_wall()
    {
        var editor = await JoinAsync("editor");
        (await editor.OpenAsync("/desk/en/wall")).Page.QuerySelector($"a[href='{Add}']").ShouldNotBeNull();

        var answer = await SendAsync(
            editor,
            Add,
            "main form[enctype]",
            SamplePhotograph.Of("jpg"),
            "picture",
            ("Source", "guest"),
            ("Text", "The market is open again.\nCome and see."),
            ("At", "2020-10-02T16:30"),
            ("Link", "https://guest.example/1"),
            ("Alt", "Stalls with fruit")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldStartWith("/desk/en/wall/");
        (await editor.OpenAsync(answer.Headers.Location!.OriginalString)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var post = await WallPostAsync("The market is open again.");
        post.QuerySelector("img")!.GetAttribute("alt").ShouldBe("Stalls with fruit");
        var stored = await PostAsync(row => row.Text.StartsWith("The market"));
        (stored.Language, stored.At, stored.Link).ShouldBe(
            ("en", new DateTime(2020, 10, 2, 16, 30, 0, DateTimeKind.Utc), "https://guest.example/1")
        );
    }

    [Theory]
    [InlineData("Text", "", "text")]
    [InlineData("Source", "none-such", "none-such")]
    [InlineData("At", "yesterday", "time of publication")]
    [InlineData("Link", "javascript:alert(1)", "address")]
    [InlineData("Alt", "", "Describe the picture")]
    public async Task What_cannot_be_used_is_refused_and_nothing_that_was_typed_is_lost(string field, string value, string words)
    {
        var editor = await JoinAsync("editor");
        (string Name, string Value)[] fields =
        [
            ("Source", "guest"),
            ("Text", "Kept text"),
            ("At", "2020-10-02T16:30"),
            ("Link", "https://guest.example/1"),
            ("Alt", "Kept words"),
        ];
        var (_, page) = await editor.OpenAsync(Add);
        var sent = fields.Select(one => one.Name == field ? (field, value) : one).ToArray();

        var answer = await SendAsync(editor, page, "main form[enctype]", SamplePhotograph.Of("jpg"), "picture", sent);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var shown = await PageOfAsync(answer);
        shown.QuerySelector("[role=alert]")!.TextContent.ShouldContain(words, Case.Insensitive);
        if (field != "Text")
        {
            shown.QuerySelector("#text")!.TextContent.ShouldContain("Kept text");
        }

        if (field != "Alt")
        {
            shown.QuerySelector("#alt")!.GetAttribute("value").ShouldBe("Kept words");
        }
    }

    [Fact]
    public async Task A_file_that_is_no_picture_and_a_post_that_is_stored_are_refused()
    {
        var editor = await JoinAsync("editor");
        (string, string)[] fields = [("Source", "guest"), ("Text", "Once"), ("At", "2020-10-02T16:30"), ("Alt", "A")];
        var answer = await SendAsync(editor, Add, "main form[enctype]", "no picture"u8.ToArray(), "picture", fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(editor, Add, "main form[enctype]", [], "picture", fields)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer = await SendAsync(editor, Add, "main form[enctype]", [], "picture", fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("stored already");
    }

    [Fact]
    public async Task Sources_are_added_from_a_list_of_a_feed_reader()
    {
        var editor = await JoinAsync("editor");
        var list =
            """
            <opml version="2.0"><body>
              <outline text="A museum" xmlUrl="https://museum.example/feed"/>
              <outline text="Partners"><outline text="A charity" xmlUrl="https://charity.example/rss"/></outline>
            </body></opml>
            """u8.ToArray();

        var answer = await SendAsync(editor, Sources, "form[action*=Import]", list, "list");
        var page = await PageOfAsync(answer);

        page.QuerySelector("[role=status]")!.TextContent.ShouldBe("Added: 2; present already: 0.");
        page.QuerySelectorAll(".sources h2").Select(name => name.TextContent).ShouldContain("a-museum");
        answer = await SendAsync(editor, Sources, "form[action*=Import]", list, "list");
        (await PageOfAsync(answer)).QuerySelector("[role=status]")!.TextContent.ShouldBe("Added: 0; present already: 2.");
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_adds_nothing_and_says_where_it_breaks()
    {
        var editor = await JoinAsync("editor");
        foreach (
            var list in new[]
            {
                "",
                "no list",
                "<opml><body><outline xmlUrl='https://a.example/f'/>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>",
            }
        )
        {
            var answer = await SendAsync(
                editor,
                Sources,
                "form[action*=Import]",
                System.Text.Encoding.UTF8.GetBytes(list),
                "list"
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, list);
            (await PageOfAsync(answer)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("OPML");
        }

        (await editor.OpenAsync(Sources)).Page.QuerySelectorAll(".sources h2").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_post_that_is_attached_to_a_member_stands_on_the_members_page_too()
    {
        var editor = await JoinAsync("editor");
        var post = await PostAsync(row => row.Text == "Post 1");
        var path = $"/desk/en/wall/{post.Id}";
        const string Form = "form[action*='handler=AttachToMember']";
        (await Site.OpenAsync("/en/members/league")).Page.QuerySelector(".wall").ShouldBeNull();

        (await editor.SubmitAsync(path, Form, ("member", "league"))).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await ShownAsync("/en/members/league", isShown: true)).ShouldBeTrue();
        (await Site.OpenAsync("/ar/members/league")).Page.QuerySelectorAll(".wall article").Length.ShouldBe(1);
        (await Site.OpenAsync("/en/members/aland")).Page.QuerySelectorAll(".wall article").Length.ShouldBe(1, "its own");
        (await editor.OpenAsync(path)).Page.QuerySelector("#member [selected]")!.GetAttribute("value").ShouldBe("league");
        (await editor.SubmitAsync(path, Form, ("member", "atlantis"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );

        // An edit at its source leaves what a person attached.
        var edited = await PostAsync(row => row.Id == post.Id);
        PostTopics.Write(edited, ["news"], effort: null, campaign: null);
        edited.Topics.ShouldContain(topic => topic.Scheme == TopicScheme.Member && topic.Value == "league");

        // Its campaign is another matter.
        await editor.SubmitAsync(path, "form[action$='handler=Attach']", ("campaign", "one"));
        (await PostAsync(row => row.Id == post.Id)).Topics.Count(topic => topic.Scheme == TopicScheme.Member).ShouldBe(1);
        await editor.SubmitAsync(path, Form, ("member", ""));
        (await ShownAsync("/en/members/league", isShown: false)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_command_line_attaches_to_members_and_a_pack_brings_it_back()
    {
        var post = await PostAsync(row => row.Text == "Post 1");
        var storage = new StorageSettings(Site.DataDirectory, null);
        (await CommandLine.RunAsync(storage, "wall", "attach", $"{post.Id}", "--member", "league")).Code.ShouldBe(0);
        (await CommandLine.RunAsync(storage, "wall", "attach", $"{post.Id}", "--member", "league", "--remove")).Code.ShouldNotBe(
            0
        );
        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "pack");

        (await CommandLine.RunAsync(storage, "export", "content", target)).Code.ShouldBe(0);

        File.ReadAllText(Path.Combine(target, "wall.yaml")).ShouldContain("attached-to: league");
        using var other = new TemporaryFolder();
        var fresh = new StorageSettings(other.Path, null);
        var run = await CommandLine.RunAsync(fresh, "import", "content", target);
        run.Code.ShouldBe(0, run.Errors);
        await using var database = await TestDatabase.OpenAsync(fresh);
        await using var scope = database.Scope();
        (
            await scope
                .ServiceProvider.GetRequiredService<ConcordDb>()
                .Set<PostTopic>()
                .CountAsync(topic => topic.Scheme == TopicScheme.Member && topic.Value == "league", default)
        ).ShouldBe(1);
        (await CommandLine.RunAsync(storage, "wall", "attach", $"{post.Id}", "--remove-member")).Code.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        if (site.IsValueCreated)
        {
            await Site.DisposeAsync();
        }

        pack.Dispose();
    }

    private Task<DeskVisitor> JoinAsync(string name) => DeskVisitor.JoinedAsync(Site, $"{name}@example.org", ["editor"], clock);

    private static async Task<HttpResponseMessage> SendAsync(
        DeskVisitor visitor,
        string path,
        string form,
        byte[] file,
        string field,
        params (string Name, string Value)[] fields
    ) => await SendAsync(visitor, (await visitor.OpenAsync(path)).Page, form, file, field, fields);

    private static async Task<HttpResponseMessage> SendAsync(
        DeskVisitor visitor,
        IHtmlDocument page,
        string form,
        byte[] file,
        string field,
        params (string Name, string Value)[] fields
    )
    {
        var element = page.QuerySelector(form)!;
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(
            new StringContent(element.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            "__RequestVerificationToken"
        );
        content.Add(new ByteArrayContent(file), field, file.Length == 0 ? "\"\"" : "file");
        return (
            await visitor.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, new Uri(element.GetAttribute("action") ?? Add, UriKind.Relative))
                {
                    Content = content,
                }
            )
        ).Answer;
    }

    private static async Task<IHtmlDocument> PageOfAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Pages in the cache follow within a second.</summary>
    private async Task<bool> ShownAsync(string path, bool isShown)
    {
        for (var left = 60; left > 0; left--)
        {
            if ((await Site.OpenAsync(path)).Page.QuerySelectorAll(".wall article").Length > 0 == isShown)
            {
                return true;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return false;
    }

    private async Task<IElement> WallPostAsync(string text)
    {
        for (var left = 60; left > 0; left--)
        {
            var post = (await Site.OpenAsync("/en/wall"))
                .Page.QuerySelectorAll("article")
                .FirstOrDefault(article => article.TextContent.Contains(text, StringComparison.Ordinal));
            if (post is not null)
            {
                return post;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"“{text}” is not on the wall.");
    }

    private async Task<Post> PostAsync(System.Linq.Expressions.Expression<Func<Post, bool>> which)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Post>()
            .AsNoTracking()
            .Include(post => post.Topics)
            .SingleAsync(which, TestContext.Current.CancellationToken);
    }
}
