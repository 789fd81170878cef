using System.Net;
using Concord.Accounts.Users;
using Concord.Foundation.Journal;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Accounts;

/// <summary>Who may do what in the workspace, and the pages on which administrators decide it.</summary>
public sealed class PeopleTests : IAsyncDisposable
{
    private static readonly string[] Roles =
    [
        "administrator",
        "editor",
        "translator:ar",
        "clearer",
        "focal-point:aland",
        "reader",
    ];

    /// <summary>Routes of the workspace by the policy they state; a new one is added here on purpose.</summary>
    private static readonly Dictionary<string, string?> Policies = new(StringComparer.Ordinal)
    {
        ["desk/{lang:lang?}"] = DeskPolicies.SignedIn,
        ["desk/{lang:lang}/sign-in"] = null,
        ["desk/{lang:lang}/first/{token}"] = null,
        ["desk/{lang:lang}/join/{token}"] = null,
        ["desk/{lang:lang}/openid"] = null,
        ["desk/{lang:lang}/openid/{issuer}"] = null,
        ["desk/{lang:lang}/sign-out"] = DeskPolicies.SignedIn,
        ["desk/{lang:lang}/confirm"] = DeskPolicies.SignedIn,
        ["desk/{lang:lang}/account"] = DeskPolicies.SignedIn,
        ["desk/{lang:lang}/account/sign-in"] = DeskPolicies.SignedIn,
        ["desk/{lang:lang}/account/mail"] = DeskPolicies.SignedIn,
        ["desk/{lang:lang}/mail/confirm/{token}"] = null,
        ["desk/{lang:lang}/mail/stop/{token}"] = null,
        ["desk/{lang:lang}/documents"] = DeskPolicies.Read,
        ["desk/{lang:lang}/find"] = DeskPolicies.Read,
        ["desk/{lang:lang}/documents/new"] = DeskPolicies.Write,
        ["desk/{lang:lang}/documents/{slug}/{language}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/documents/{slug}/{language}/history"] = DeskPolicies.Read,
        ["desk/{lang:lang}/documents/{slug}/{language}/segments"] = DeskPolicies.Read,
        ["desk/{lang:lang}/documents/{slug}/{language}/preview"] = DeskPolicies.Read,
        ["desk/{lang:lang}/documents/{slug}/details"] = DeskPolicies.Write,
        ["desk/{lang:lang}/documents/{slug}/release"] = DeskPolicies.Release,
        ["desk/{lang:lang}/release"] = DeskPolicies.Release,
        ["desk/{lang:lang}/glossary"] = DeskPolicies.Read,
        ["desk/{lang:lang}/media"] = DeskPolicies.Read,
        ["desk/{lang:lang}/media/{name}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/media/{name}/texts"] = DeskPolicies.Read,
        ["desk/{lang:lang}/media/find"] = DeskPolicies.Read,
        ["desk/{lang:lang}/media/uploads"] = DeskPolicies.Write,
        ["desk/{lang:lang}/media/uploads/{id:guid}"] = DeskPolicies.Write,
        ["desk/{lang:lang}/media/uploads/{id:guid}/picture"] = DeskPolicies.Write,
        ["desk/{lang:lang}/media/uploads/{id:guid}/file"] = DeskPolicies.Write,
        ["desk/{lang:lang}/media/uploads/{id:guid}/recording"] = DeskPolicies.Write,
        ["desk/{lang:lang}/recordings"] = DeskPolicies.Read,
        ["desk/{lang:lang}/recordings/{name}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/recordings/{name}/{language}"] = DeskPolicies.Read,
        ["desk/recordings/{digest:length(32)}/content"] = DeskPolicies.Read,
        ["desk/{lang:lang}/files"] = DeskPolicies.Read,
        ["desk/{lang:lang}/files/{name}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/embeds/{scheme}"] = DeskPolicies.Read,
        ["desk/files/{digest:length(32)}/{name}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/import"] = DeskPolicies.ManagePeople,
        ["desk/{lang:lang}/import/{id:guid}"] = DeskPolicies.ManagePeople,
        ["desk/{lang:lang}/messages"] = DeskPolicies.Release,
        ["desk/{lang:lang}/newsletters"] = DeskPolicies.Release,
        ["desk/{lang:lang}/fediverse"] = DeskPolicies.Release,
        ["desk/{lang:lang}/social-posts"] = DeskPolicies.Read,
        ["desk/{lang:lang}/documents/{slug}/social-posts"] = DeskPolicies.Read,
        ["desk/{lang:lang}/wall/add"] = DeskPolicies.Release,
        ["desk/{lang:lang}/messages/{id:guid}"] = DeskPolicies.Release,
        ["desk/{lang:lang}/wall"] = DeskPolicies.Read,
        ["desk/{lang:lang}/wall/{id:guid}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/wall/sources"] = DeskPolicies.Read,
        ["desk/{lang:lang}/wall/blocked"] = DeskPolicies.Read,
        ["desk/media/{digest:length(32)}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/records/{kind?}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/record/{kind}/{slug?}"] = DeskPolicies.Read,
        ["desk/{lang:lang}/home"] = DeskPolicies.Release,
        ["desk/{lang:lang}/journal"] = DeskPolicies.SignedIn,
        ["desk/{lang:lang}/clear/{token}"] = null,
        ["desk/{lang:lang}/early/{token}"] = null,
        ["desk/{lang:lang}/clearance"] = DeskPolicies.ManagePeople,
        ["desk/{lang:lang}/people"] = DeskPolicies.ManagePeople,
        ["desk/{lang:lang}/people/{id:guid}"] = DeskPolicies.ManagePeople,
    };

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [DeskPolicies.SignedIn] = ["administrator", "editor", "translator", "clearer", "focal-point", "reader"],
        [DeskPolicies.Read] = ["administrator", "editor", "translator", "clearer", "reader"],
        [DeskPolicies.Write] = ["editor"],
        [DeskPolicies.Release] = ["editor"],
        [DeskPolicies.ManagePeople] = ["administrator"],
    };

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public PeopleTests() =>
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    [Fact]
    public void Every_route_of_the_workspace_states_its_policy()
    {
        var routes = DeskRoutes();

        routes.Select(route => route.RoutePattern.RawText!.TrimStart('/')).Distinct().Order().ShouldBe(Policies.Keys.Order());
        foreach (var route in routes)
        {
            var policy = Policies[route.RoutePattern.RawText!.TrimStart('/')];
            route.Metadata.OfType<IAllowAnonymous>().Any().ShouldBe(policy is null, route.DisplayName);
            var stated = route.Metadata.OfType<IAuthorizeData>().Select(data => data.Policy).ToList();
            stated.ShouldBe(policy is null ? [] : [policy], route.DisplayName);
        }
    }

    [Fact]
    public async Task Each_role_opens_what_its_policies_allow_and_nothing_else()
    {
        var visitors = new Dictionary<string, DeskVisitor> { [""] = new(site) };
        foreach (var role in Roles)
        {
            visitors[role] = await DeskVisitor.JoinedAsync(site, $"{role.Split(':')[0]}@example.org", [role]);
        }

        var person = await IdOfAsync("reader@example.org");
        var methods = DeskRoutes()
            .GroupBy(route => route.RoutePattern.RawText!.TrimStart('/'))
            .ToDictionary(routes => routes.Key, MethodsOf);
        foreach (var (pattern, policy) in Policies)
        {
            var path = $"/{pattern}"
                .Replace("{lang:lang?}", "en", StringComparison.Ordinal)
                .Replace("{lang:lang}", "en", StringComparison.Ordinal)
                .Replace("{slug}", "one", StringComparison.Ordinal)
                .Replace("{language}", "en", StringComparison.Ordinal)
                .Replace("{id:guid}", person.ToString(), StringComparison.Ordinal)
                .Replace("{token}", "none", StringComparison.Ordinal)
                .Replace("{digest:length(32)}", new string('0', 32), StringComparison.Ordinal);
            foreach (var (role, visitor) in visitors)
            {
                foreach (var method in methods[pattern])
                {
                    var (answer, _) = await visitor.SendAsync(new HttpRequestMessage(method, path));

                    var expected = policy switch
                    {
                        null => Outcome.Open,
                        _ when role.Length == 0 => Outcome.SignIn,
                        _ => Allowed[policy].Contains(role.Split(':')[0]) ? Outcome.Open : Outcome.Forbidden,
                    };
                    OutcomeOf(answer).ShouldBe(expected, $"{method} {path} as “{role}”: {answer.StatusCode}");
                }
            }
        }
    }

    [Fact]
    public async Task An_administrator_invites_a_person_changes_roles_and_blocks_access_at_once()
    {
        var admin = await DeskVisitor.JoinedAsync(site, "admin@example.org", ["administrator"]);
        var (_, invited) = await admin.SubmitAsync(
            "/desk/en/people",
            "main form",
            ("name", "t@example.org"),
            ("displayName", "Translator"),
            ("roles", "translator:ar")
        );
        var link = new Uri(invited.QuerySelector("#link")!.GetAttribute("value")!).AbsolutePath;
        var person = new DeskVisitor(site);
        await person.JoinAsync(link);
        (await person.OpenAsync("/desk/en/account")).Page.QuerySelector("main .cap")!.TextContent.ShouldContain("Translator: ar");
        var id = await IdOfAsync("t@example.org");
        (await person.OpenAsync("/desk/en/people")).Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (
            await admin.SubmitAsync($"/desk/en/people/{id}", "form[action*=Roles]", ("roles", "administrator"))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await person.OpenAsync("/desk/en/people")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (
            await admin.SubmitAsync($"/desk/en/people/{id}", "form[action*=Disable]", ("reason", "Left the team."))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await person.OpenAsync("/desk/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await person.SignInAsync("t@example.org")).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await using var scope = site.Services.CreateAsyncScope();
        var entries = await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<JournalEntry>()
            .Where(entry => entry.Subject == $"account:{id:N}")
            .OrderBy(entry => entry.Seq)
            .ToListAsync();
        entries
            .Select(entry => entry.Kind)
            .ShouldBe(["PersonInvited", "CredentialsChanged", "SignedIn", "RolesChanged", "AccountDisabled"]);
        entries[^1].Reason.ShouldBe("Left the team.");
    }

    [Fact]
    public async Task The_last_administrator_can_neither_resign_nor_be_blocked()
    {
        var admin = await DeskVisitor.JoinedAsync(site, "admin@example.org", ["administrator"]);
        var id = await IdOfAsync("admin@example.org");
        // Somebody who was invited but cannot sign in yet does not count.
        await DeskVisitor.InviteAsync(site, "second@example.org", "administrator");

        var (roles, page) = await admin.SubmitAsync($"/desk/en/people/{id}", "form[action*=Roles]", ("roles", "reader"));
        var (blocked, _) = await admin.SubmitAsync($"/desk/en/people/{id}", "form[action*=Disable]", ("reason", "x"));

        roles.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("Nobody could manage people afterwards.");
        blocked.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.OpenAsync("/desk/en/people")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", "reader", "Use 1 to 200 characters")]
    [InlineData("two words", "reader", "Use 1 to 200 characters")]
    [InlineData("new@example.org", "", "Choose at least one role.")]
    [InlineData("new@example.org", "translator:xx", "The site has no language xx.")]
    [InlineData("new@example.org", "focal-point:atlantis", "There is no member atlantis.")]
    [InlineData("new@example.org", "king", "Choose at least one role.")]
    [InlineData("admin@example.org", "reader", "admin@example.org can sign in already.")]
    public async Task A_wrong_invitation_says_what_to_do_and_creates_nothing(string name, string role, string error)
    {
        var admin = await DeskVisitor.JoinedAsync(site, "admin@example.org", ["administrator"]);

        var (answer, page) = await admin.SubmitAsync("/desk/en/people", "main form", ("name", name), ("roles", role));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith(error);
        page.QuerySelector("#name")!.GetAttribute("value").ShouldBe(name);
        page.QuerySelectorAll(".rows li").Length.ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static Outcome OutcomeOf(HttpResponseMessage answer) =>
        answer.StatusCode switch
        {
            HttpStatusCode.Forbidden => Outcome.Forbidden,
            HttpStatusCode.Redirect
                when answer.Headers.Location!.OriginalString.StartsWith("/desk/en/sign-in", StringComparison.Ordinal) =>
                Outcome.SignIn,
            // A form without its token, a void link, an unknown issuer, or the page itself: the policy let the request through.
            HttpStatusCode.OK
            or HttpStatusCode.Redirect
            or HttpStatusCode.BadRequest
            or HttpStatusCode.MethodNotAllowed
            or HttpStatusCode.NotFound
            or HttpStatusCode.Gone
            or HttpStatusCode.PreconditionFailed
            or HttpStatusCode.UnprocessableEntity => Outcome.Open,
            _ => throw new InvalidOperationException($"{answer.StatusCode}"),
        };

    /// <summary>Pages take both methods; endpoints name theirs.</summary>
    private static HttpMethod[] MethodsOf(IEnumerable<RouteEndpoint> routes) =>
        routes.SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().ToList()
            is { Count: > 0 } named
            ? [.. named.Select(method => new HttpMethod(method))]
            : [HttpMethod.Get, HttpMethod.Post];

    private List<RouteEndpoint> DeskRoutes() =>
        [
            .. site
                .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route =>
                    route.RoutePattern.RawText!.TrimStart('/').StartsWith("desk", StringComparison.OrdinalIgnoreCase)
                ),
        ];

    private async Task<Guid> IdOfAsync(string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Account>()
            .Where(account => account.UserName == name)
            .Select(account => account.Id)
            .SingleAsync();
    }

    private enum Outcome
    {
        Open,
        SignIn,
        Forbidden,
    }
}
