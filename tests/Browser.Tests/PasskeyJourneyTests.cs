using Concord.Accounts;
using Concord.Foundation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>Passkeys with Chromium's virtual authenticator.</summary>
public sealed class PasskeyJourneyTests(BrowserFixture fixture)
{
    /// <summary>An IP address cannot be what a passkey is bound to.</summary>
    private string Site => $"http://localhost:{fixture.Site.Address.Port}";

    [Fact]
    public async Task An_invited_person_creates_a_passkey_and_signs_in_with_it_by_the_keyboard()
    {
        await using var visit = await fixture.OpenAsync($"{Site}/desk/ar/sign-in");
        var page = visit.Page;
        await AddAuthenticatorAsync(page);
        await page.GotoAsync(Site + await InviteAsync("passkey@example.org"));

        await page.Locator("#passkey-name").FillAsync("حاسوب العمل");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/ar");
        (await page.Locator(".me a").InnerTextAsync()).ShouldBe("passkey@example.org");

        await page.Locator(".me button").PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/ar/sign-in");
        await page.GotoAsync($"{Site}/desk/ar/account/sign-in");
        page.Url.ShouldEndWith("/desk/ar/sign-in?next=%2Fdesk%2Far%2Faccount%2Fsign-in");
        await page.Locator("form[data-passkey] button").PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/ar/account/sign-in");
        (await page.Locator(".rows b").AllInnerTextsAsync()).ShouldBe(["حاسوب العمل"]);

        // The only way to sign in stays.
        await page.Locator(".rows button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        (await page.Locator(".rows b").CountAsync()).ShouldBe(1);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passkey_is_refused_without_the_persons_consent_and_the_page_says_so()
    {
        await using var visit = await fixture.OpenAsync($"{Site}/desk/en/sign-in");
        var page = visit.Page;
        await AddAuthenticatorAsync(page, isVerified: false);

        await page.Locator("form[data-passkey] button").ClickAsync();

        await Assertions
            .Expect(page.Locator("form[data-passkey] [role=status]"))
            .ToHaveTextAsync("The passkey could not be used. Try again.");
        (await page.Locator("form[data-passkey] button").IsEnabledAsync()).ShouldBeTrue();
    }

    private static async Task AddAuthenticatorAsync(IPage page, bool isVerified = true)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = isVerified,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }

    private async Task<string> InviteAsync(string name)
    {
        await using var scope = fixture.Site.Services.CreateAsyncScope();
        var invitation = new Invitation(name, null, [new RoleGrant(Role.Editor)]);
        var result = await scope
            .ServiceProvider.GetRequiredService<InvitePerson>()
            .RunAsync(invitation, Actor.System("test"), default);
        return FirstAdministrator.JoinPath("ar", result.Token!);
    }
}
