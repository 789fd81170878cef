using System.Net;
using AngleSharp.Html.Dom;
using Concord.Foundation.Security;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Comments;
using Concord.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Comments on passages of a text, answers, mentions and their end.</summary>
public sealed class CommentTests : IAsyncDisposable
{
    private const string Page = "/desk/en/documents/one/en";
    private const string Add = "form[action*='handler=Comment']";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TestSite site;

    public CommentTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );

    [Theory]
    [InlineData("The **old** bridge [is open](doc:one) again.", "old bridge is  open", true)]
    [InlineData("The bridge {{members 2020-11-10}}.", "members 2020-11-10", true)]
    [InlineData("جسر يُفتح من جديد", "يُفتح من", true)]
    [InlineData("جسر يُفتح من جديد", "يفتح من", false)]
    [InlineData("Cafe\u0301 in Raqqa", "Café in", true)]
    [InlineData("A [link](doc:hidden-words) here", "hidden", false)]
    [InlineData("Text", "…", false)]
    [InlineData("Text", "Texts", false)]
    public void A_passage_is_found_as_readers_see_it(string text, string passage, bool isFound) =>
        Passages.Contains(text, passage).ShouldBe(isFound);

    [Theory]
    [InlineData("@editor@example.org, please look.", "1")]
    [InlineData("Ask @EDITOR@example.org.", "1")]
    [InlineData("@clearer@example.org and @editor@example.org: @clearer@example.org?", "2 1")]
    [InlineData("Write to editor@example.org", "")]
    [InlineData("@nobody@example.org", "")]
    [InlineData("اسأل @editor@example.org، من فضلك", "1")]
    [InlineData("@ @@ @", "")]
    public void Mentions_name_people_who_can_read_it(string text, string ids)
    {
        PersonName[] people = [new("1", "editor@example.org", "Editor"), new("2", "clearer@example.org", "Clearer")];

        Mentions.Of(text, people).ShouldBe(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_comment_is_answered_resolved_and_opened_again()
    {
        var (editor, clearer) = (await JoinAsync("editor"), await JoinAsync("clearer"));
        var words = await FirstWordsAsync(editor);

        await clearer.SubmitAsync(Page, Add, ("passage", words), ("comment", "Is this <b>right</b>?"));
        await editor.SubmitAsync(Page, "form[action*=Answer]", ("comment", "It is."));

        var item = (await OpenAsync(clearer)).QuerySelector(".talk li")!;
        item.QuerySelector("blockquote")!.TextContent.ShouldBe(words);
        item.QuerySelectorAll(".said").Select(said => said.TextContent).ShouldBe(["Is this <b>right</b>?", "It is."]);
        item.GetAttribute("data-passage").ShouldBe(words);
        await editor.SubmitAsync(Page, "form[action*=Settle]");
        item = (await OpenAsync(clearer)).QuerySelector(".talk li")!;
        item.QuerySelector(".mark")!.TextContent.ShouldBe("resolved");
        item.GetAttribute("data-passage").ShouldBe("", "resolved comments are not marked in the text");
        await clearer.SubmitAsync(Page, "form[action*=Settle]");
        (await OpenAsync(clearer)).QuerySelector(".talk .mark").ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_is_named_finds_it_on_the_first_page_until_it_is_resolved()
    {
        var (editor, clearer, reader) = (await JoinAsync("editor"), await JoinAsync("clearer"), await JoinAsync("reader"));

        await clearer.SubmitAsync(Page, Add, ("comment", "@editor@example.org: is the date right?"));

        (await TodayAsync(editor)).ShouldContain("is the date right?");
        (await TodayAsync(reader)).ShouldNotContain("is the date right?");
        await editor.SubmitAsync(Page, "form[action*=Answer]", ("comment", "It is, @clearer@example.org."));
        (await TodayAsync(clearer)).ShouldContain("It is,");
        await editor.SubmitAsync(Page, "form[action*=Settle]");
        (await TodayAsync(editor)).ShouldNotContain("is the date right?");
        (await TodayAsync(clearer)).ShouldNotContain("It is,");
    }

    [Fact]
    public async Task A_passage_that_was_changed_is_shown_with_its_draft()
    {
        var editor = await JoinAsync("editor");
        await editor.SubmitAsync(Page, "form.write", ("Body", "The bridge is open.\n\nCars cross."));
        await editor.SubmitAsync(Page, Add, ("passage", "Cars cross"), ("comment", "Lorries too?"));

        await editor.SubmitAsync(Page, "form.write", ("Body", "The bridge is open.\n\nLorries cross."));

        var item = (await OpenAsync(editor)).QuerySelector(".talk li")!;
        item.TextContent.ShouldContain("These words stood in draft 2. The text has changed since.");
        item.GetAttribute("data-passage").ShouldBe("");
    }

    [Theory]
    [InlineData("words that stand nowhere", "A comment.", "These words do not stand in the saved text.")]
    [InlineData("", "  ", "Write a comment of at most 4,000 characters.")]
    public async Task What_cannot_be_saved_is_told_and_kept(string passage, string comment, string error)
    {
        var editor = await JoinAsync("editor");

        var (answer, page) = await editor.SubmitAsync(Page, Add, ("passage", passage), ("comment", comment));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith(error);
        page.QuerySelector("#passage")!.TextContent.ShouldBe(passage);
        page.QuerySelector("#comment")!.TextContent.ShouldBe(comment.Trim());
        page.QuerySelector(".talk li").ShouldBeNull();
    }

    [Fact]
    public async Task A_comment_of_another_text_cannot_be_answered_or_resolved()
    {
        var editor = await JoinAsync("editor");
        await editor.SubmitAsync(Page, Add, ("comment", "About one."));
        var page = await OpenAsync(editor);

        foreach (var handler in new[] { "Answer", "Settle" })
        {
            var form = page.QuerySelector($"form[action*={handler}]")!;
            form.SetAttribute("action", $"/desk/en/documents/two/en?handler={handler}");
            (await editor.SubmitAsync(page, $"form[action*={handler}]", ("comment", "x"))).Answer.StatusCode.ShouldBe(
                HttpStatusCode.UnprocessableEntity
            );
        }

        (await OpenAsync(editor)).QuerySelectorAll(".said").Length.ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static async Task<IHtmlDocument> OpenAsync(DeskVisitor visitor) => (await visitor.OpenAsync(Page)).Page;

    private static async Task<string> FirstWordsAsync(DeskVisitor visitor) =>
        string.Join(' ', (await OpenAsync(visitor)).QuerySelector("#body")!.TextContent.Trim().Split(' ').Take(3));

    private static async Task<string> TodayAsync(DeskVisitor visitor) =>
        (await visitor.OpenAsync("/desk/en")).Page.QuerySelector("main")!.TextContent;

    private Task<DeskVisitor> JoinAsync(string role) => DeskVisitor.JoinedAsync(site, $"{role}@example.org", [role], clock);
}
