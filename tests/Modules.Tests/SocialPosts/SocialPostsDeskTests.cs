using System.Net;
using Concord.Modules.Tests.Accounts;
using Concord.SocialPosts.Posts;

namespace Concord.Modules.Tests.SocialPosts;

/// <summary>Posts in the workspace: written by those who write, approved by those who release.</summary>
public sealed class SocialPostsDeskTests
{
    private const string Page = "/desk/en/documents/bridge/social-posts";

    [Fact]
    public async Task A_translator_writes_a_post_and_an_editor_approves_it()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var translator = await DeskVisitor.JoinedAsync(site.Site, "translator@example.org", ["translator:ar"], site.Clock);
        var editor = await DeskVisitor.JoinedAsync(site.Site, "editor@example.org", ["editor"], site.Clock);

        var (_, page) = await translator.OpenAsync(Page);
        page.QuerySelectorAll("form textarea[name=Text]").Length.ShouldBe(1, "only of the account in Arabic");
        page.QuerySelector("button[name=approve]").ShouldBeNull();
        page.QuerySelector("textarea[name=Text]")!.TextContent.ShouldBe("الجسر مفتوح\n\n{link}");
        page.QuerySelector("output")!.TextContent.ShouldBe("51 of 280 characters");
        var (answer, _) = await translator.SubmitAsync(
            page,
            "form[action*='handler=Save']",
            ("Text", "الجسر مفتوح الآن {link}"),
            ("approve", "true")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.PostsAsync())
            .ShouldHaveSingleItem()
            .State.ShouldBe(SocialPostState.Draft, "the right to approve is not theirs");

        (await editor.OpenAsync("/desk/en"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("Posts for social networks to approve");
        (await editor.OpenAsync("/desk/en/documents/bridge/release"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("1 post is not approved.");
        (_, page) = await editor.OpenAsync(Page);
        (answer, page) = await editor.SubmitAsync(page, "form[action*='handler=Approve']");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.PostsAsync())[0].State.ShouldBe(SocialPostState.Approved);
        (await editor.OpenAsync("/desk/en/documents/bridge/release"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("1 approved post goes out with it.");
        (await editor.OpenAsync("/desk/en/release?slug=bridge"))
            .Page.QuerySelector("fieldset")!
            .TextContent.ShouldContain("1 approved post goes out with it.");
        (await editor.OpenAsync("/desk/en/social-posts?state=waiting"))
            .Page.QuerySelector(".rows")!
            .TextContent.ShouldContain("الجسر مفتوح الآن {link}");
        (await editor.OpenAsync("/desk/en/social-posts?state=sent"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("No posts are in this state.");
    }

    [Fact]
    public async Task What_was_typed_stays_where_it_cannot_be_saved()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        await site.IllustrateAsync("bridge", "People walk over a bridge.");
        var editor = await DeskVisitor.JoinedAsync(site.Site, "editor@example.org", ["editor"], site.Clock);
        var (_, page) = await editor.OpenAsync(Page);
        var form = "form[action*='handler=Save']:has([name=Account][value=x-ar])";
        page.QuerySelector($"{form} [name=Alt]")!.TextContent.ShouldBe("People walk over a bridge.");

        var (answer, shown) = await editor.SubmitAsync(page, form, ("Text", new string('ا', 281)));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        shown.QuerySelector("[role=alert]")!.TextContent.ShouldContain("too long");
        shown.QuerySelector($"{form} [name=Text]")!.TextContent.Length.ShouldBe(281);
        shown.QuerySelector($"{form} output")!.TextContent.ShouldBe("281 of 280 characters: too long");
        (answer, shown) = await editor.SubmitAsync(page, form, ("Text", "نص {link}"), ("Alt", " "));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        shown.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Describe the picture");
        (answer, _) = await editor.SubmitAsync(page, form, ("Text", "  "));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await site.PostsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_that_somebody_else_changed_is_not_overwritten()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        await site.ApproveAsync("bridge", "fedi", "First {link}");
        var editor = await DeskVisitor.JoinedAsync(site.Site, "editor@example.org", ["editor"], site.Clock);
        var form = "form[action*='handler=Save']:has([name=Account][value=fedi])";
        var (_, page) = await editor.OpenAsync(Page);
        (await editor.SubmitAsync(page, form, ("Text", "Second {link}"))).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var (answer, shown) = await editor.SubmitAsync(page, form, ("Text", "Third {link}"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        shown.QuerySelector($"{form} [name=Text]")!.TextContent.ShouldBe("Third {link}", "what was typed is kept");
        (await site.PostsAsync()).ShouldHaveSingleItem().Text.ShouldBe("Second {link}");
        (await site.PostsAsync())[0].State.ShouldBe(SocialPostState.Draft, "a changed text needs a new approval");

        // It goes out while its page is open.
        (_, page) = await editor.OpenAsync(Page);
        (await editor.SubmitAsync(page, "form[action*='handler=Approve']")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (_, page) = await editor.OpenAsync(Page);
        await site.ReleaseAsync("bridge", "en");
        (await site.RunAsync()).ShouldBe(1);
        (await editor.SubmitAsync(page, form, ("Text", "Fourth {link}"))).Answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await editor.SubmitAsync(page, "form[action*='handler=Remove']")).Answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await site.PostsAsync()).ShouldHaveSingleItem().State.ShouldBe(SocialPostState.Sent);
    }

    [Fact]
    public async Task The_length_is_counted_while_a_post_is_typed()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var editor = await DeskVisitor.JoinedAsync(site.Site, "editor@example.org", ["editor"], site.Clock);
        var (_, page) = await editor.OpenAsync(Page);
        page.QuerySelector("form[data-count]")!.SetAttribute("action", $"{Page}?handler=Count");

        var (answer, _) = await editor.SubmitAsync(page, "form[data-count]", ("Text", "Open {link}"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            """{"words":"43 of 500 characters","fits":true}"""
        );
    }

    [Fact]
    public async Task A_withdrawn_text_whose_post_still_stands_is_told_and_the_post_deleted()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        await site.ApproveAsync("bridge", "fedi", "Open {link}");
        await site.ReleaseAsync("bridge", "en", "ar");
        (await site.RunAsync()).ShouldBe(1);
        await site.WithdrawAsync("bridge");
        var editor = await DeskVisitor.JoinedAsync(site.Site, "editor@example.org", ["editor"], site.Clock);
        (await editor.OpenAsync("/desk/en")).Page.QuerySelector("main")!.TextContent.ShouldContain("Posts about withdrawn texts");

        var (_, page) = await editor.OpenAsync(Page);
        page.QuerySelector(".one .notice")!.TextContent.ShouldContain("still stands on the network");
        site.Instead = http =>
        {
            http.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        var (answer, shown) = await editor.SubmitAsync(page, "form[action*='handler=Delete']");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        shown.QuerySelector("[role=alert]")!.TextContent.ShouldContain("503");
        site.Instead = _ => Task.FromResult(false);
        (await editor.SubmitAsync(page, "form[action*='handler=Delete']")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.PostsAsync()).ShouldHaveSingleItem().State.ShouldBe(SocialPostState.Deleted);
    }

    [Fact]
    public async Task Only_who_may_release_decides_about_posts()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var id = await site.ApproveAsync("bridge", "x-ar", "نص {link}");
        var translator = await DeskVisitor.JoinedAsync(site.Site, "translator@example.org", ["translator:ar"], site.Clock);
        var (_, page) = await translator.OpenAsync(Page);
        foreach (var handler in new[] { "Approve", "Repeat", "Confirm", "Delete" })
        {
            page.QuerySelector("form[action*='handler=Remove']")!.SetAttribute("action", $"{Page}?handler={handler}");
            var (answer, _) = await translator.SubmitAsync(page, $"form[action*='handler={handler}']");
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, handler);
            page.QuerySelector($"form[action*='handler={handler}']")!.SetAttribute("action", $"{Page}?handler=Remove");
        }

        (await translator.SubmitAsync(page, "form[action*='handler=Remove']")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await site.PostsAsync()).ShouldNotContain(post => post.Id == id);
        (await translator.OpenAsync("/desk/en/documents/nothing/social-posts")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }
}
