using System.Net;
using Concord.Accounts;
using Concord.Accounts.Commands;
using Concord.Accounts.SignIn;
using Concord.Accounts.Users;
using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Accounts;

/// <summary>Invitations, sign-in by password and code, sessions, and confirmation, by the pages of the workspace.</summary>
public sealed class SignInTests : IAsyncDisposable
{
    private const string Editor = "editor@example.org";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TestSite site;

    public SignInTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string>
            {
                ["Concord:Proxies:Addresses:0"] = "127.0.0.1",
                ["Concord:Proxies:Addresses:1"] = "::1",
                ["Concord:Desk:RequestsPerMinute"] = "10000",
            }
        );

    [Fact]
    public async Task The_first_administrator_is_created_by_the_printed_link_once()
    {
        var path = (await FirstPathAsync())!;
        var visitor = new DeskVisitor(site, clock);

        var (answer, _) = await visitor.SubmitAsync(
            path,
            "form",
            ("name", "admin@example.org"),
            ("displayName", "Administrator")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await FirstPathAsync()).ShouldNotBeNull("nobody can sign in yet");
        await visitor.JoinAsync(answer.Headers.Location!.OriginalString);

        var (_, people) = await visitor.OpenAsync("/desk/en/people");
        people.QuerySelector(".rows li")!.TextContent.ShouldContain("Administrator");
        people.QuerySelector(".rows .cap")!.TextContent.ShouldContain("Administrator, Editor");
        (await FirstPathAsync()).ShouldBeNull();
        (await visitor.OpenAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_link_is_void_once_used_replaced_or_expired()
    {
        var used = await DeskVisitor.InviteAsync(site, Editor, "editor");
        await new DeskVisitor(site, clock).JoinAsync(used);
        var replaced = await DeskVisitor.InviteAsync(site, "reader@example.org", "reader");
        var expired = await DeskVisitor.InviteAsync(site, "reader@example.org", "reader");
        (await StatusAsync(expired)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(used)).ShouldBe(HttpStatusCode.Gone);
        (await StatusAsync(replaced)).ShouldBe(HttpStatusCode.Gone);
        (await StatusAsync($"{expired}x")).ShouldBe(HttpStatusCode.Gone);

        clock.Advance(TimeSpan.FromHours(73));

        (await StatusAsync(expired)).ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_link_is_used_by_one_of_several_people_at_once()
    {
        var path = await DeskVisitor.InviteAsync(site, Editor, "editor");
        var visitors = Enumerable.Range(0, 4).Select(_ => new DeskVisitor(site, clock)).ToList();
        var pages = new List<AngleSharp.Html.Dom.IHtmlDocument>();
        foreach (var visitor in visitors)
        {
            pages.Add((await visitor.OpenAsync(path)).Page);
        }

        var answers = await Task.WhenAll(visitors.Zip(pages, (visitor, page) => visitor.SetPasswordAsync(page)));

        answers.Count(answer => answer.Answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task A_short_password_or_a_wrong_code_sets_nothing_and_the_link_stays_valid()
    {
        var path = await DeskVisitor.InviteAsync(site, Editor, "editor");
        var visitor = new DeskVisitor(site, clock);
        var (_, page) = await visitor.OpenAsync(path);

        var (answer, next) = await visitor.SetPasswordAsync(page, password: "short");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        next.QuerySelector("[role=alert]")!.TextContent.ShouldContain("at least 12 characters");
        (answer, next) = await visitor.SetPasswordAsync(next, code: "000000");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        next.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("The code is wrong.");

        (await AccountAsync()).PasswordHash.ShouldBeNull();
        (await visitor.SetPasswordAsync(next)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_name_password_or_code_get_the_same_answer_and_write_nothing()
    {
        var visitor = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        await DeskVisitor.InviteAsync(site, "invited@example.org", "reader");
        var before = await JournalLengthAsync();
        var stranger = new DeskVisitor(site, clock);
        var right = visitor.CodeIn(TimeSpan.FromSeconds(30));

        var answers = new List<(HttpResponseMessage Answer, AngleSharp.Html.Dom.IHtmlDocument Page)>
        {
            await stranger.SignInAsync("nobody@example.org", right),
            await stranger.SignInAsync("invited@example.org", right),
            await stranger.SignInAsync(Editor, right, password: "wrong horse battery"),
            await stranger.SignInAsync(Editor, "000000"),
            await stranger.SignInAsync(Editor, "", password: ""),
        };

        answers.ShouldAllBe(answer => answer.Answer.StatusCode == HttpStatusCode.UnprocessableEntity);
        answers.Select(answer => answer.Page.QuerySelector("[role=alert]")!.TextContent).Distinct().Count().ShouldBe(1);
        (await JournalLengthAsync()).ShouldBe(before);
        (await stranger.SignInAsync($" {Editor.ToUpperInvariant()} ", right)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_code_and_a_recovery_code_sign_in_once_each()
    {
        var visitor = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        visitor.RecoveryCodes.Count.ShouldBe(10);
        var code = visitor.CodeIn(TimeSpan.FromSeconds(30));

        (await StatusOfSignInAsync(code)).ShouldBe(HttpStatusCode.Redirect);
        (await StatusOfSignInAsync(code)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await StatusOfSignInAsync(visitor.RecoveryCodes[0])).ShouldBe(HttpStatusCode.Redirect);
        (await StatusOfSignInAsync(visitor.RecoveryCodes[0])).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_guesser_is_limited_and_the_person_signs_in_from_another_network()
    {
        var visitor = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        var guesser = new DeskVisitor(site, clock) { Network = "203.0.113.1" };
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            statuses.Add((await guesser.SignInAsync(Editor, "000000", password: $"wrong password {attempt}")).Answer.StatusCode);
        }

        statuses.Count(status => status == HttpStatusCode.UnprocessableEntity).ShouldBe(10);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await guesser.SignInAsync("nobody@example.org", "000000")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var code = visitor.CodeIn(TimeSpan.FromSeconds(30));
        var other = new DeskVisitor(site, clock) { Network = "203.0.113.2" };
        (await other.SignInAsync(Editor, code)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task One_network_has_sixty_attempts_for_all_names()
    {
        var guesser = new DeskVisitor(site, clock) { Network = "203.0.113.1" };
        for (var attempt = 0; attempt < 60; attempt++)
        {
            (await guesser.SignInAsync($"nobody-{attempt}@example.org", "000000")).Answer.StatusCode.ShouldBe(
                HttpStatusCode.UnprocessableEntity
            );
        }

        (await guesser.SignInAsync("nobody@example.org", "000000")).Answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var other = new DeskVisitor(site, clock) { Network = "203.0.113.2" };
        (await other.SignInAsync("nobody@example.org", "000000")).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Ten_wrong_codes_with_the_right_password_leave_recovery_codes_only()
    {
        var visitor = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        for (var attempt = 0; attempt < PasswordSignIn.MaxWrongCodes; attempt++)
        {
            var guesser = new DeskVisitor(site, clock) { Network = $"203.0.113.{attempt}" };
            await guesser.SignInAsync(Editor, "000000");
        }

        (await StatusOfSignInAsync(visitor.CodeIn(TimeSpan.FromSeconds(30)))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await StatusOfSignInAsync(visitor.RecoveryCodes[0])).ShouldBe(HttpStatusCode.Redirect);
        (await StatusOfSignInAsync(visitor.CodeIn(TimeSpan.FromSeconds(30)))).ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("/desk/fr/account?a=b", "/desk/fr/account?a=b")]
    [InlineData("https://evil.example/desk/en", "/desk/en")]
    [InlineData("//evil.example/desk/en", "/desk/en")]
    [InlineData("/desk/..//evil.example", "/desk/en")]
    [InlineData("/desk/\\evil.example", "/desk/en")]
    [InlineData("/en/news", "/desk/en")]
    [InlineData("javascript:alert(1)", "/desk/en")]
    public async Task A_sign_in_goes_on_to_pages_of_the_workspace_only(string next, string target)
    {
        var visitor = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        var code = visitor.CodeIn(TimeSpan.FromSeconds(30));

        var (answer, _) = await new DeskVisitor(site, clock).SignInAsync(
            Editor,
            code,
            query: $"?next={Uri.EscapeDataString(next)}"
        );

        answer.Headers.Location!.OriginalString.ShouldBe(target);
    }

    [Fact]
    public async Task A_sign_in_starts_a_new_session_and_sessions_end_at_once()
    {
        var first = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        var before = first.Cookies;
        var code = first.CodeIn(TimeSpan.FromSeconds(30));
        var second = new DeskVisitor(site, clock);
        await second.SignInAsync(Editor, code);
        second.Cookies.ShouldNotBe(before);
        (await second.OpenAsync("/desk/en/account")).Page.QuerySelectorAll("section:first-of-type .rows li").Length.ShouldBe(2);

        await second.SubmitAsync("/desk/en/account", "form[action*=EndOthers]");

        (await first.OpenAsync("/desk/en/account")).Answer.Headers.Location!.OriginalString.ShouldBe(
            "/desk/en/sign-in?next=%2Fdesk%2Fen%2Faccount"
        );
        var kept = second.Cookies;
        await second.SubmitAsync("/desk/en/account", ".me form");
        (await second.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var replay = new HttpRequestMessage(HttpMethod.Get, "/desk/en");
        replay.Headers.Add("Cookie", kept);
        (await site.Client.SendAsync(replay)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_or_old()
    {
        var visitor = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        for (var step = 0; step < 15; step++)
        {
            clock.Advance(TimeSpan.FromHours(11));
            (await visitor.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{step}");
        }

        clock.Advance(TimeSpan.FromHours(5));
        (await visitor.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var other = await DeskVisitor.JoinedAsync(site, "reader@example.org", ["reader"], clock);
        clock.Advance(TimeSpan.FromHours(13));
        (await other.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Dangerous_pages_need_a_sign_in_of_the_last_minutes()
    {
        var visitor = await DeskVisitor.JoinedAsync(site, "admin@example.org", ["administrator"], clock);
        (await visitor.OpenAsync("/desk/en/people")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var (_, form) = await visitor.OpenAsync("/desk/en/people");
        clock.Advance(TimeSpan.FromMinutes(16));

        (await visitor.OpenAsync("/desk/en/people")).Answer.Headers.Location!.OriginalString.ShouldBe(
            "/desk/en/confirm?next=%2Fdesk%2Fen%2Fpeople"
        );
        var (posted, _) = await visitor.SubmitAsync(form, "main form", ("name", "x@example.org"), ("roles", "reader"));
        posted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await CountAsync()).ShouldBe(1);
        var path = "/desk/en/confirm?next=%2Fdesk%2Fen%2Fpeople";
        (
            await visitor.SubmitAsync(path, "main form", ("password", DeskVisitor.Password), ("code", "000000"))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var (confirmed, _) = await visitor.SubmitAsync(
            path,
            "main form",
            ("password", DeskVisitor.Password),
            ("code", visitor.Code)
        );
        confirmed.Headers.Location!.OriginalString.ShouldBe("/desk/en/people");
        (await visitor.OpenAsync("/desk/en/people")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_keeps_the_own_session_and_ends_the_others()
    {
        var visitor = await DeskVisitor.JoinedAsync(site, Editor, ["editor"], clock);
        var other = new DeskVisitor(site, clock);
        await other.SignInAsync(Editor, visitor.CodeIn(TimeSpan.FromSeconds(30)));
        clock.Advance(TimeSpan.FromMinutes(2));
        var (_, page) = await visitor.OpenAsync("/desk/en/account/sign-in");

        var (answer, _) = await visitor.SetPasswordAsync(page, "another horse battery");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (refused, _) = await visitor.SubmitAsync("/desk/en/account/sign-in", "form[action*=RemovePassword]");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await AccountAsync()).PasswordHash.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private async Task<HttpStatusCode> StatusAsync(string path) =>
        (await new DeskVisitor(site, clock).OpenAsync(path)).Answer.StatusCode;

    private async Task<HttpStatusCode> StatusOfSignInAsync(string code) =>
        (await new DeskVisitor(site, clock).SignInAsync(Editor, code)).Answer.StatusCode;

    private async Task<string?> FirstPathAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().PathAsync("en", default);
    }

    private async Task<Account> AccountAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<Account>().AsNoTracking().SingleAsync();
    }

    private async Task<int> CountAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<Account>().CountAsync();
    }

    private async Task<int> JournalLengthAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<JournalEntry>().CountAsync();
    }
}
