using Concord.Accounts;
using Concord.Accounts.SignIn;
using Concord.Foundation;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>People in the workspace with a browser.</summary>
internal static class WorkspaceVisit
{
    private const string Password = "correct horse battery";

    /// <summary>Invites a person who joins with a password and stands on the list of recovery codes.</summary>
    /// <param name="roles">As the command line writes them: <c>translator:ar</c>.</param>
    public static async Task<Visit> JoinedAsync(
        BrowserFixture fixture,
        TestSite site,
        string name,
        string[] roles,
        string language = "en",
        int width = 1280,
        bool hasScript = true
    )
    {
        var visit = await fixture.OpenAsync(
            await InviteAsync(site, name, roles, language),
            width,
            site: site,
            hasScript: hasScript
        );
        await ChoosePasswordAsync(visit.Page);
        return visit;
    }

    /// <returns>The address of the link.</returns>
    public static async Task<string> InviteAsync(TestSite site, string name, string[] roles, string language)
    {
        var grants = roles.Select(role => RoleGrant.TryParse(role, out var grant) ? grant : throw new FormatException(role));
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<InvitePerson>()
            .RunAsync(new Invitation(name, null, [.. grants]), Actor.System("test"), default);
        return HostOf(site) + FirstAdministrator.JoinPath(language, result.Token!);
    }

    /// <summary>Passkeys are bound to a name, so the workspace is not opened by the loopback address.</summary>
    public static string HostOf(TestSite site) => $"http://localhost:{site.Address.Port}";

    public static async Task<string> ChoosePasswordAsync(IPage page)
    {
        var key = (await page.Locator(".qr code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#code").FillAsync(CodeOf(key, 0));
        await page.Locator("#code").PressAsync("Enter");
        await page.Locator(".codes").WaitForAsync();
        return key;
    }

    /// <summary>Signs in with the name and the code of the next step, since a code is taken once.</summary>
    public static async Task SignInAsync(IPage page, TestSite site, string name, string key)
    {
        await page.GotoAsync($"{HostOf(site)}/desk/en/sign-in");
        await page.Locator("#name").FillAsync(name);
        await page.Locator("form:has(#name) #password").FillAsync(Password);
        await page.Locator("form:has(#name) #code").FillAsync(CodeOf(key, 1));
        await page.Locator("form:has(#name) #code").PressAsync("Enter");
        await page.Locator(".me").WaitForAsync();
    }

    private static string CodeOf(string key, int later) =>
        OneTimeCodes.CodeAt(OneTimeCodes.FromBase32(key), (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + later);
}
