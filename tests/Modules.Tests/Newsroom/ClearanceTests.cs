using System.Net;
using AngleSharp.Html.Dom;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Clearance;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Clearance in steps, by several people, and by people without an account.</summary>
public sealed class ClearanceTests : IAsyncDisposable
{
    private const string Page = "/desk/en/documents/one/en";
    private const string Steps = "/desk/en/clearance?kind=story";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TestSite site;

    public ClearanceTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10000",
                ["Concord:Newsroom:RequireClearance"] = "true",
            }
        );

    [Theory]
    // One step after the other, and of two people in the second.
    [InlineData("a1 b2", "", "a", "")]
    [InlineData("a1 b2", "0", "b", "a")]
    [InlineData("a1 b2", "0 1", "b", "a")]
    [InlineData("a1 b2", "0 1 1", "", "a b")]
    // The second runs together with the first; the third waits for both.
    [InlineData("a1 b1+ c1", "", "a b", "")]
    [InlineData("a1 b1+ c1", "1", "a", "b")]
    [InlineData("a1 b1+ c1", "0", "b", "a")]
    [InlineData("a1 b1+ c1", "0 1", "c", "a b")]
    // A step that is done early opens nothing that has to wait for one before it.
    [InlineData("a1 b1 c1+ d1", "0 2", "b", "a c")]
    public void Steps_open_when_those_before_them_are_done(string rules, string given, string open, string done)
    {
        var steps = rules.Split(' ').Select(rule => new StepRule(rule[..1], rule[1] - '0', rule.EndsWith('+'), [])).ToList();
        var decisions = given
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((step, place) => DecisionOf(step[0] - '0', $"person:{place}"))
            .ToList();

        var states = ClearanceProgress.Of(steps, decisions);

        Names(states.Where(state => state.IsOpen)).ShouldBe(open);
        Names(states.Where(state => state.IsDone)).ShouldBe(done);
    }

    [Fact]
    public void A_step_waits_for_those_it_names_and_for_each_once()
    {
        var named = ClearanceProgress.Of([new StepRule("a", 2, false, ["1", "2"])], [DecisionOf(0, "person:1")])[0];

        named.WaitsFor("1", "person:1").ShouldBeFalse("cleared already");
        named.WaitsFor("2", "person:2").ShouldBeTrue();
        named.WaitsFor("3", "person:3").ShouldBeFalse("is not named");
    }

    [Fact]
    public async Task A_text_is_cleared_when_every_step_is()
    {
        var (editor, first, second) = (
            await JoinAsync("editor"),
            await JoinAsync("clearer", "a"),
            await JoinAsync("clearer", "b")
        );
        await SetStepsAsync(("Desk", 1, []), ("Legal", 2, []));
        await RequestAsync(editor);

        await ClearAsync(first);
        (await OpenAsync(editor))
            .QuerySelectorAll(".steps .mark")
            .Select(mark => mark.TextContent)
            .ShouldBe(["cleared", "waiting"]);
        (await ClearAsync(first)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await OpenAsync(first)).QuerySelector("form[action*='handler=Clear']").ShouldBeNull("nobody counts twice in a step");
        (await TodayAsync(first)).ShouldNotContain("A text to clear");
        (await StageAsync(editor)).ShouldBe("waits for clearance");
        (await TodayAsync(second)).ShouldContain("A text to clear");
        await ClearAsync(second, "Checked with the legal adviser.");

        (await StageAsync(editor)).ShouldBe("cleared");
        (await OpenAsync(editor)).QuerySelector(".steps")!.TextContent.ShouldContain("Checked with the legal adviser.");
        (await KindsAsync()).ShouldBe(["ClearanceGiven", "ClearanceGiven", "ClearanceGiven", "EditionCleared"]);
    }

    [Fact]
    public async Task A_step_for_named_people_is_closed_to_others()
    {
        var (editor, legal, other) = (
            await JoinAsync("editor"),
            await JoinAsync("clearer", "a"),
            await JoinAsync("clearer", "b")
        );
        await SetStepsAsync(("Legal", 1, ["clearer-a@example.org"]));
        await RequestAsync(editor);

        var page = await OpenAsync(other);
        page.QuerySelector("form[action*='handler=Clear']").ShouldBeNull();
        var (forged, told) = await SendClearAsync(other);
        forged.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.QuerySelector("[role=alert]")!.TextContent.ShouldBe("No open step of the clearance waits for you.");
        await ClearAsync(legal);
        (await StageAsync(editor)).ShouldBe("cleared");
    }

    [Fact]
    public async Task A_clearance_falls_with_the_text_and_the_clearer_sees_what_changed()
    {
        var (editor, clearer) = (await JoinAsync("editor"), await JoinAsync("clearer"));
        await RequestAsync(editor);
        await ClearAsync(clearer);
        (await StageAsync(editor)).ShouldBe("cleared");

        (await OpenAsync(clearer)).QuerySelector(".clearance details").ShouldBeNull("nothing has changed since");

        await editor.SubmitAsync(Page, "form.write", ("Title", "A title changed afterwards"));

        (await StageAsync(editor)).ShouldBe("draft");
        (await TodayAsync(clearer)).ShouldContain("Changed since you cleared it");
        var notice = (await OpenAsync(clearer)).QuerySelector(".clearance details")!;
        notice.TextContent.ShouldContain("The text has changed since.");
        notice.QuerySelectorAll("ins").Select(part => part.TextContent.Trim()).ShouldContain("afterwards");
        (await OpenAsync(editor)).QuerySelector(".clearance").ShouldBeNull("the editor cleared nothing");
        await RequestAsync(editor);
        await ClearAsync(clearer);
        (await OpenAsync(clearer)).QuerySelector(".clearance details").ShouldNotBeNull();
        (await TodayAsync(clearer)).ShouldNotContain("Changed since you cleared it");
    }

    [Fact]
    public async Task A_text_is_sent_back_with_a_note_and_asked_for_anew()
    {
        var (editor, first, second) = (
            await JoinAsync("editor"),
            await JoinAsync("clearer", "a"),
            await JoinAsync("clearer", "b")
        );
        await SetStepsAsync(("Desk", 2, []));
        await RequestAsync(editor);
        await ClearAsync(first);

        var (answer, page) = await DecideAsync(second, "Refuse", "");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]").ShouldNotBeNull();
        (await DecideAsync(second, "Refuse", "The date is wrong.")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await StageAsync(editor)).ShouldBe("draft");
        (await OpenAsync(editor)).QuerySelector(".clearance .notice")!.TextContent.ShouldContain("The date is wrong.");
        await RequestAsync(editor);
        await ClearAsync(second);
        (await StageAsync(editor)).ShouldBe("waits for clearance", "what was cleared before counts no longer");
        await ClearAsync(first);
        (await StageAsync(editor)).ShouldBe("cleared");
    }

    [Fact]
    public async Task A_request_is_withdrawn_and_keeps_its_steps_while_it_is_open()
    {
        var (editor, clearer) = (await JoinAsync("editor"), await JoinAsync("clearer"));
        await RequestAsync(editor);
        await SetStepsAsync(("Desk", 1, []), ("Legal", 1, []));
        (await OpenAsync(editor)).QuerySelectorAll(".steps li").Length.ShouldBe(1);

        await editor.SubmitAsync(Page, "form[action*=WithdrawRequest]");

        (await StageAsync(editor)).ShouldBe("draft");
        (await SendClearAsync(clearer)).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await RequestAsync(editor);
        (await OpenAsync(editor)).QuerySelectorAll(".steps li").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Two_people_who_clear_at_the_same_moment_both_count()
    {
        var (editor, first, second) = (
            await JoinAsync("editor"),
            await JoinAsync("clearer", "a"),
            await JoinAsync("clearer", "b")
        );
        await SetStepsAsync(("Desk", 2, []));
        await RequestAsync(editor);
        var (one, two) = (await OpenAsync(first), await OpenAsync(second));

        await Task.WhenAll(
            first.SubmitAsync(one, "form[action*='handler=Clear']"),
            second.SubmitAsync(two, "form[action*='handler=Clear']")
        );

        (await StageAsync(editor)).ShouldBe("cleared");
    }

    [Fact]
    public async Task A_person_without_an_account_clears_one_text_once()
    {
        var editor = await JoinAsync("editor");
        await RequestAsync(editor);
        var guest = new DeskVisitor(site, clock);
        var path = await LinkAsync(editor, "Ministry of Foreign Affairs");
        (await OpenAsync(editor)).Body!.InnerHtml.ShouldNotContain(path, Case.Insensitive, "the link is shown once");

        var (_, page) = await guest.OpenAsync(path);
        page.QuerySelector("main")!.TextContent.ShouldContain("Ministry of Foreign Affairs, you are asked to clear this text");
        page.QuerySelector("article h2")!.TextContent.ShouldBe("A text to clear");
        page.QuerySelector(".diff")!.TextContent.ShouldNotBeNullOrWhiteSpace();
        (await guest.OpenAsync(Page)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, "the link opens nothing else");
        var (answer, thanks) = await guest.SubmitAsync(page, "form.decide", ("note", "Agreed."));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        thanks.QuerySelector("[role=status]")!.TextContent.ShouldContain("cleared in your name");
        (await guest.OpenAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await StageAsync(editor)).ShouldBe("cleared");
        (await OpenAsync(editor)).QuerySelector(".steps")!.TextContent.ShouldContain("Ministry of Foreign Affairs");
        (await KindsAsync()).ShouldBe(["ClearanceLinkMade", "ClearanceGivenByGuest", "EditionCleared"]);
    }

    [Fact]
    public async Task A_link_counts_once_where_two_people_are_needed()
    {
        var editor = await JoinAsync("editor");
        await JoinAsync("clearer", "a");
        await JoinAsync("clearer", "b");
        await SetStepsAsync(("Ministries", 2, []));
        await RequestAsync(editor);
        var guest = new DeskVisitor(site, clock);
        var path = await LinkAsync(editor, "Ministry");
        var (_, page) = await guest.OpenAsync(path);
        await guest.SubmitAsync(page, "form.decide");

        (await guest.SubmitAsync(page, "form.decide")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);

        (await StageAsync(editor)).ShouldBe("waits for clearance");
        (await OpenAsync(editor)).QuerySelector(".steps .cap")!.TextContent.ShouldContain("1 of 2");
    }

    [Fact]
    public async Task A_link_is_void_once_revoked_old_broken_or_for_an_earlier_text()
    {
        var editor = await JoinAsync("editor");
        await RequestAsync(editor);
        var guest = new DeskVisitor(site, clock);
        var revoked = await LinkAsync(editor, "First");
        await editor.SubmitAsync(Page, "form[action*=RevokeGuest]");
        (await guest.OpenAsync(revoked)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var changed = await LinkAsync(editor, "Second");
        var (_, read) = await guest.OpenAsync(changed);
        (await guest.OpenAsync($"{changed}x")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);

        await editor.SubmitAsync(Page, "form.write", ("Title", "Another title"));

        (await guest.OpenAsync(changed)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await guest.SubmitAsync(read, "form.decide")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        await RequestAsync(editor);
        (await guest.OpenAsync(changed)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone, "it is for the first request");
        var old = await LinkAsync(editor, "Third");
        clock.Advance(TimeSpan.FromDays(8));
        (await guest.OpenAsync(old)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_guest_who_sends_a_text_back_says_why()
    {
        var editor = await JoinAsync("editor");
        await RequestAsync(editor);
        var guest = new DeskVisitor(site, clock);
        var path = await LinkAsync(editor, "Ministry");
        var (_, page) = await guest.OpenAsync(path);
        var form = page.QuerySelector("form.decide")!;
        form.SetAttribute("action", form.GetAttribute("action")!.Replace("=Clear", "=Refuse", StringComparison.Ordinal));

        (await guest.SubmitAsync(page, "form.decide")).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var (answer, _) = await guest.SubmitAsync(page, "form.decide", ("note", "The name of the town is wrong."));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OpenAsync(editor)).QuerySelector(".clearance .notice")!.TextContent.ShouldContain("Sent back by Ministry");
        (await StageAsync(editor)).ShouldBe("draft");
    }

    [Theory]
    [InlineData("Legal", "2", "The step “Legal” needs a name")]
    [InlineData("Legal", "0", "The step “Legal” needs a name")]
    [InlineData("Legal", "x", "The step “Legal” needs a name")]
    public async Task Steps_that_could_never_be_done_are_refused(string name, string needed, string error)
    {
        await JoinAsync("clearer");
        var admin = await JoinAsync("administrator");

        var (answer, page) = await admin.SubmitAsync(Steps, "main form", ("steps[0].Name", name), ("steps[0].Needed", needed));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith(error);
        page.QuerySelector("#name-0")!.GetAttribute("value").ShouldBe(name);
        (await admin.OpenAsync(Steps)).Page.QuerySelector("#name-0")!.GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Steps_are_set_changed_and_removed()
    {
        await JoinAsync("clearer");
        var admin = await SetStepsAsync(("Desk", 1, []), ("Legal", 1, ["clearer@example.org"]));
        var (_, page) = await admin.OpenAsync(Steps);
        page.QuerySelectorAll(".step>.field:first-of-type input")
            .Select(field => field.GetAttribute("value"))
            .ShouldBe(["Desk", "Legal", null]);
        page.QuerySelectorAll(".step")[1].QuerySelectorAll("[name$=People][checked]").Length.ShouldBe(1);

        await admin.SubmitAsync(page, "main form", ("steps[0].Name", ""), ("steps[1].Name", "Legal adviser"));

        (await admin.OpenAsync(Steps))
            .Page.QuerySelectorAll(".step>.field:first-of-type input")
            .Select(field => field.GetAttribute("value"))
            .ShouldBe(["Legal adviser", null]);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static ClearanceDecision DecisionOf(int step, string actor) =>
        new()
        {
            Id = Guid.NewGuid(),
            RoundId = Guid.Empty,
            EditionId = Guid.Empty,
            Revision = 1,
            Step = step,
            IsCleared = true,
            Actor = actor,
            At = DateTime.UnixEpoch,
        };

    private static string Names(IEnumerable<StepState> states) => string.Join(' ', states.Select(state => state.Rule.Name));

    /// <summary>Asks for the newest text to be cleared; the text of the pack, which is public, is changed before.</summary>
    private static async Task RequestAsync(DeskVisitor editor)
    {
        var page = await OpenAsync(editor);
        if (page.QuerySelector("form[action*=RequestClearance]") is null)
        {
            await editor.SubmitAsync(page, "form.write", ("Title", "A text to clear"));
        }

        await editor.SubmitAsync(Page, "form[action*=RequestClearance]");
    }

    private static async Task<IHtmlDocument> OpenAsync(DeskVisitor visitor) => (await visitor.OpenAsync(Page)).Page;

    private static async Task<string> StageAsync(DeskVisitor visitor) =>
        (await OpenAsync(visitor)).QuerySelector(".stage")!.TextContent;

    private static async Task<string> TodayAsync(DeskVisitor visitor) =>
        string.Join(
            '\n',
            (await visitor.OpenAsync("/desk/en")).Page.QuerySelectorAll("section").Take(2).Select(section => section.TextContent)
        );

    private static async Task<HttpResponseMessage> ClearAsync(DeskVisitor clearer, string note = "") =>
        (await DecideAsync(clearer, "Clear", note)).Answer;

    private static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> DecideAsync(
        DeskVisitor clearer,
        string handler,
        string note
    )
    {
        var page = await OpenAsync(clearer);
        var form = page.QuerySelector("form.decide")!;
        form.SetAttribute("action", form.GetAttribute("action")!.Replace("=Clear", $"={handler}", StringComparison.Ordinal));
        return await clearer.SubmitAsync(page, "form.decide", ("note", note));
    }

    /// <summary>Sends what the form of the clearance sends, from a page that has none.</summary>
    private static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendClearAsync(DeskVisitor visitor)
    {
        var page = await OpenAsync(visitor);
        page.QuerySelector("form.write")!.SetAttribute("action", $"{Page}?handler=Clear");
        return await visitor.SubmitAsync(page, "form.write", ("number", "2"));
    }

    private async Task<DeskVisitor> SetStepsAsync(params (string Name, int Needed, string[] People)[] steps)
    {
        var admin = await JoinAsync("administrator");
        foreach (var count in Enumerable.Range(1, steps.Length))
        {
            var (_, page) = await admin.OpenAsync(Steps);
            var fields = steps
                .Take(count)
                .SelectMany(
                    (step, place) =>
                        new[] { ($"steps[{place}].Name", step.Name), ($"steps[{place}].Needed", $"{step.Needed}") }.Concat(
                            step.People.Select(person => ($"steps[{place}].People", IdOf(page, person)))
                        )
                );
            (await admin.SubmitAsync(page, "main form", [.. fields])).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        return admin;
    }

    private static string IdOf(IHtmlDocument page, string person) =>
        page.QuerySelectorAll(".step label")
            .First(label => label.TextContent.Contains(person, StringComparison.Ordinal))
            .QuerySelector("input")!
            .GetAttribute("value")!;

    /// <returns>The path of a new link.</returns>
    private static async Task<string> LinkAsync(DeskVisitor editor, string guest)
    {
        var (answer, page) = await editor.SubmitAsync(Page, "form[action*=InviteGuest]", ("guest", guest));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new Uri(page.QuerySelector("#guest-link")!.GetAttribute("value")!).AbsolutePath;
    }

    private Task<DeskVisitor> JoinAsync(string role, string? suffix = null) =>
        DeskVisitor.JoinedAsync(site, suffix is null ? $"{role}@example.org" : $"{role}-{suffix}@example.org", [role], clock);

    /// <summary>Kinds of the events of clearance, but requests and steps.</summary>
    private async Task<List<string>> KindsAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<JournalEntry>()
            .Where(entry =>
                entry.Kind.Contains("Clear") && entry.Kind != "ClearanceRequested" && entry.Kind != "ClearanceStepsSet"
            )
            .OrderBy(entry => entry.Seq)
            .Select(entry => entry.Kind)
            .ToListAsync();
    }
}
