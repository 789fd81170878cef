using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Concord.Web.Serving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Web;

/// <summary>A demonstration with an account of each role and work in progress.</summary>
public sealed class DemoAccountsTests
{
    [Fact]
    public async Task A_demonstration_gets_an_account_per_role_and_work_in_every_state_once()
    {
        await using var site = new TestSite(settings: Settings(isDemonstration: true));
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        // The site answers before its first steps are written.
        var until = DateTime.UtcNow.AddSeconds(30);
        while (!await db.Set<ReleaseSet>().AnyAsync())
        {
            DateTime.UtcNow.ShouldBeLessThan(until);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await db.Set<AccountRole>().Select(role => role.Role).Distinct().CountAsync()).ShouldBe(6);
        (await db.Set<Account>().CountAsync(account => account.PasswordHash != null)).ShouldBe(0);
        var board = scope.ServiceProvider.GetRequiredService<DocumentBoard>();
        (await board.Behind().CountAsync()).ShouldBe(3);
        (await board.Clearing().CountAsync()).ShouldBe(1);
        (await board.Unreleased().CountAsync()).ShouldBe(3);
        (await db.Set<ReleaseSet>().CountAsync(set => set.ExecutedAt == null)).ShouldBe(1);
        (await new DemoAccounts(scope.ServiceProvider).CreateAsync(default)).ShouldBeEmpty();

        var reader = await DeskVisitor.JoinedAsync(site, "another@example.org", ["reader"]);
        var (_, page) = await reader.OpenAsync("/desk/en/documents?state=behind");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_site_in_earnest_gets_none()
    {
        using var pack = new SmallPack();
        await using var site = new TestSite(pack.Path, settings: Settings(isDemonstration: false));
        await using var scope = site.Services.CreateAsyncScope();

        (await new DemoAccounts(scope.ServiceProvider).CreateAsync(default)).ShouldBeEmpty();

        (await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<Account>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public void The_switch_of_the_command_line_is_a_setting() =>
        DemoAccounts
            .Expand(["--urls", "http://localhost:5080", "--demo-accounts"])
            .ShouldBe(["--urls", "http://localhost:5080", "--Concord:DemoAccounts=true"]);

    private static Dictionary<string, string> Settings(bool isDemonstration) =>
        new()
        {
            ["Concord:DemoAccounts"] = "true",
            ["Concord:IsDemonstration"] = isDemonstration ? "true" : "false",
            ["Concord:SiteDate"] = "",
        };
}
