using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Concord.Accounts;
using Concord.Accounts.Users;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Accounts;

/// <summary>A person signs in by the account that they have at a ministry.</summary>
public sealed class OpenIdTests : IAsyncLifetime
{
    private const string Editor = "editor@example.org";
    private const string Ways = "/desk/en/account/sign-in";

    private readonly SmallPack pack = new();
    private TestIssuer issuer = null!;
    private TestSite? site;

    private TestSite Site => site ??= MakeSite();

    public async ValueTask InitializeAsync() => issuer = await TestIssuer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        await issuer.DisposeAsync();
        pack.Dispose();
    }

    [Fact]
    public async Task An_invited_person_joins_and_signs_in()
    {
        var editor = await JoinedAsync(Editor);
        (await editor.OpenAsync("/desk/en/documents")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        issuer.Asked!.CodeChallenge.ShouldNotBeNullOrEmpty();
        issuer.Asked.Nonce.ShouldNotBeNullOrEmpty();

        var again = new DeskVisitor(Site);
        var (answer, _) = await ComeBackAsync(again, "/desk/ar/sign-in?next=/desk/ar/documents");

        answer.Headers.Location!.OriginalString.ShouldBe("/desk/ar/documents");
        (await again.OpenAsync("/desk/ar/documents")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await again.OpenAsync(Ways)).Page.QuerySelector("main")!.TextContent.ShouldContain("مريم");
        again.Cookies.ShouldNotContain("External");
        (await MethodsAsync()).ShouldBe(["link", "issuer"]);
    }

    [Fact]
    public async Task Whoever_is_not_linked_is_refused_even_with_the_same_name()
    {
        await JoinedAsync(Editor);
        issuer.Person = ("another", Editor);
        var stranger = new DeskVisitor(Site);

        var (answer, page) = await ComeBackAsync(stranger, "/desk/en/sign-in");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!
            .TextContent.ShouldBe(
                $"{Editor} at Ministry has no account here. Ask an administrator for an invitation; if you have an account, sign in another way and add Ministry on your account page."
            );
        (await stranger.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_disabled_account_does_not_sign_in()
    {
        await JoinedAsync(Editor);
        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            await db.Set<Account>().ExecuteUpdateAsync(set => set.SetProperty(row => row.DisabledAt, DateTime.UtcNow));
        }

        var (answer, _) = await ComeBackAsync(new DeskVisitor(Site), "/desk/en/sign-in");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_person_adds_an_issuer_after_a_question_and_removes_it()
    {
        var editor = await DeskVisitor.JoinedAsync(Site, Editor, ["editor"]);
        var page = await AskedAsync(editor, Ways);
        page.QuerySelector("form[action*='handler=Issuer'] p")!
            .TextContent.ShouldBe("You have signed in at Ministry as مريم. Do you want to use this account to sign in here?");
        page.QuerySelectorAll("form[action*='RemoveIssuer']").ShouldBeEmpty("nothing is linked before the answer");

        await editor.SubmitAsync(page, "form[action*='handler=Issuer']");

        (await ComeBackAsync(new DeskVisitor(Site), "/desk/en/sign-in")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await editor.SubmitAsync(Ways, "form[action*='RemoveIssuer']");
        (await ComeBackAsync(new DeskVisitor(Site), "/desk/en/sign-in")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task The_last_way_of_signing_in_stays()
    {
        var editor = await JoinedAsync(Editor);

        var (answer, page) = await editor.SubmitAsync(Ways, "form[action*='RemoveIssuer']");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelectorAll("form[action*='RemoveIssuer']").Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_at_the_issuer_is_linked_to_one_person()
    {
        await JoinedAsync(Editor);
        var other = await DeskVisitor.JoinedAsync(Site, "other@example.org", ["reader"]);

        var (answer, page) = await other.SubmitAsync(await AskedAsync(other, Ways), "form[action*='handler=Issuer']");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldBe("This account is already used by somebody else here.");
    }

    [Fact]
    public async Task Dangerous_acts_need_a_fresh_sign_in_of_the_same_person()
    {
        var editor = await JoinedAsync(Editor);
        var confirm = $"/desk/en/confirm?next={Ways}";
        (await ComeBackAsync(editor, confirm)).Answer.Headers.Location!.OriginalString.ShouldBe(Ways);
        (issuer.Asked!.Prompt, issuer.Asked.MaxAge).ShouldBe(("login", 0));

        issuer.AuthenticatedAt = DateTimeOffset.UtcNow.AddHours(-1);
        (await ComeBackAsync(editor, confirm))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldBe("Ministry did not ask you to sign in again. Confirm another way.");
        issuer.AuthenticatedAt = null;
        (await ComeBackAsync(editor, confirm)).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (issuer.AuthenticatedAt, issuer.Person) = (DateTimeOffset.UtcNow, ("another", "Other"));
        (await ComeBackAsync(editor, confirm))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldBe("Other at Ministry is not linked to your account.");
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_is_refused()
    {
        var victim = new DeskVisitor(Site);
        var attacker = new DeskVisitor(Site);
        var (_, page) = await attacker.OpenAsync("/desk/en/sign-in");
        var callback = await issuer.VisitAsync(await StartAsync(attacker, page));

        foreach (var path in new[] { callback, "/desk/openid/ministry?code=x", $"{callback[..^3]}abc", "/desk/openid/ministry" })
        {
            var (answer, _) = await victim.OpenAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
            answer.Headers.Location!.OriginalString.ShouldEndWith("/sign-in?failed=issuer", Case.Sensitive, path);
        }

        (await victim.OpenAsync("/desk/en/sign-in?failed=issuer"))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldBe("The sign-in at your organisation did not work. Try again, or sign in another way.");
        (await victim.OpenAsync("/desk/en/openid")).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_level_of_assurance_that_is_required_must_be_confirmed()
    {
        site = MakeSite(("Concord:Accounts:Issuers:ministry:Acr", "high"));
        var editor = await DeskVisitor.JoinedAsync(Site, Editor, ["editor"]);
        issuer.Acr = "low";
        var (_, page) = await editor.OpenAsync(Ways);
        var (answer, _) = await editor.OpenAsync(await issuer.VisitAsync(await StartAsync(editor, page)));
        answer.Headers.Location!.OriginalString.ShouldEndWith("failed=issuer");
        issuer.Asked!.AcrValues.ShouldBe("high");

        issuer.Acr = "high";

        (await AskedAsync(editor, Ways)).QuerySelector("form[action*='handler=Issuer']").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_named()
    {
        var port = LocalServer.FreePort();
        site = MakeSite(("Concord:Accounts:Issuers:ministry:Authority", $"http://127.0.0.1:{port}"));

        var (answer, page) = await new DeskVisitor(Site).OpenAsync("/desk/en/openid/ministry?purpose=SignIn");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("Ministry does not answer.");
        (await new DeskVisitor(Site).OpenAsync("/desk/en/openid/nobody")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Authority", "http://example.org", "Concord:Accounts:Issuers:ministry:Authority must be an https address")]
    [InlineData("ClientSecret", "", "Concord:Accounts:Issuers:ministry:ClientSecret is missing.")]
    [InlineData("Name", "", "Concord:Accounts:Issuers:ministry:Name must have 1 to 100 characters.")]
    public void Settings_that_cannot_work_are_named(string key, string value, string error)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(SettingsWith(($"Concord:Accounts:Issuers:ministry:{key}", value))!)
            .Build();
        var options = configuration.GetSection(AccountsOptions.Section).Get<AccountsOptions>()!;

        var problems = options.Validate(new ValidationContext(options)).ToList();

        problems.ShouldHaveSingleItem().ErrorMessage!.ShouldStartWith(error);
    }

    private TestSite MakeSite(params (string Key, string Value)[] changes) => new(pack.Path, settings: SettingsWith(changes));

    private Dictionary<string, string> SettingsWith(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string>
        {
            ["Concord:Accounts:Issuers:ministry:Name"] = "Ministry",
            ["Concord:Accounts:Issuers:ministry:Authority"] = issuer.Address.ToString(),
            ["Concord:Accounts:Issuers:ministry:ClientId"] = TestIssuer.ClientId,
            ["Concord:Accounts:Issuers:ministry:ClientSecret"] = TestIssuer.ClientSecret,
            ["Concord:Desk:RequestsPerMinute"] = "10000",
        };
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return settings;
    }

    /// <summary>Accepts an invitation by the person's account at the issuer.</summary>
    private async Task<DeskVisitor> JoinedAsync(string name)
    {
        var visitor = new DeskVisitor(Site);
        var page = await AskedAsync(visitor, await DeskVisitor.InviteAsync(Site, name, "editor"));
        var (answer, _) = await visitor.SubmitAsync(page, "form[action*='handler=Issuer']");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return visitor;
    }

    /// <summary>Goes to the issuer and back to the page that asks whether to link the account.</summary>
    private async Task<IHtmlDocument> AskedAsync(DeskVisitor visitor, string path)
    {
        var (answer, _) = await ThroughIssuerAsync(visitor, path);
        answer.Headers.Location!.OriginalString.ShouldBe(path);
        return (await visitor.OpenAsync(path)).Page;
    }

    /// <summary>Goes to the issuer and back to the page that signs in or confirms.</summary>
    private async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> ComeBackAsync(DeskVisitor visitor, string path)
    {
        var (answer, _) = await ThroughIssuerAsync(visitor, path);
        return await visitor.OpenAsync(answer.Headers.Location!.OriginalString);
    }

    private async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> ThroughIssuerAsync(DeskVisitor visitor, string path)
    {
        var (_, page) = await visitor.OpenAsync(path);
        var (answer, shown) = await visitor.OpenAsync(await issuer.VisitAsync(await StartAsync(visitor, page)));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return (answer, shown);
    }

    private static async Task<Uri> StartAsync(DeskVisitor visitor, IHtmlDocument page)
    {
        var link = page.QuerySelector("a[href*='/openid/']")!.GetAttribute("href")!;
        var (answer, _) = await visitor.OpenAsync(link);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!;
    }

    private async Task<List<string>> MethodsAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var entries = await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<JournalEntry>()
            .Where(entry => entry.Kind == nameof(SignedIn))
            .OrderBy(entry => entry.Seq)
            .Select(entry => entry.Data)
            .ToListAsync();
        return [.. entries.Select(data => JsonDocument.Parse(data).RootElement.GetProperty("method").GetString()!)];
    }
}
