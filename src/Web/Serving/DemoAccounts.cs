using Concord.Accounts;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Newsroom.Commands;

namespace Concord.Web.Serving;

/// <summary>
/// One account per role and some work in progress, for whoever tries a demonstration site: <c>--demo-accounts</c>. Each account
/// is entered by a link that is printed once; none has a password that others know.
/// </summary>
internal sealed class DemoAccounts(IServiceProvider services)
{
    /// <summary>As it is typed; the same as <c>--Concord:DemoAccounts=true</c>.</summary>
    private const string Switch = "--demo-accounts";

    private static readonly Actor Actor = Actor.System("demo-accounts");

    private static readonly (string Name, string[] Roles)[] People =
    [
        ("administrator@example.org", ["administrator"]),
        ("editor@example.org", ["editor"]),
        ("translator@example.org", ["translator:ar"]),
        ("clearer@example.org", ["clearer"]),
        ("focal-point@example.org", ["focal-point:iraq"]),
        ("reader@example.org", ["reader"]),
    ];

    public static string[] Expand(string[] arguments) =>
        [
            .. arguments.Select(argument =>
                argument == Switch ? $"--{SiteOptions.Section}:{nameof(SiteOptions.DemoAccounts)}=true" : argument
            ),
        ];

    /// <returns>Names and paths of links; empty where somebody has an account already, and on a site in earnest.</returns>
    public async Task<IReadOnlyList<(string Name, string Path)>> CreateAsync(CancellationToken cancellation)
    {
        if (
            !services.GetRequiredService<SiteClockOptions>().IsDemonstration
            || await services.GetRequiredService<FirstAdministrator>().HasAccountsAsync(cancellation)
        )
        {
            return [];
        }

        var language = services.GetRequiredService<LanguageSet>().Default.Code;
        var invite = services.GetRequiredService<InvitePerson>();
        var links = new List<(string, string)>();
        foreach (var (name, roles) in People)
        {
            var grants = roles.Select(role => RoleGrant.TryParse(role, out var grant) ? grant : null).OfType<RoleGrant>();
            var result = await invite.RunAsync(new Invitation(name, null, [.. grants]), Actor, cancellation);
            if (result.Token is { } token)
            {
                links.Add((name, FirstAdministrator.JoinPath(language, token)));
            }
        }

        await WorkAsync(cancellation);
        return links;
    }

    /// <summary>A draft that leaves its translations behind, a text to clear, and a text that is scheduled.</summary>
    private async Task WorkAsync(CancellationToken cancellation)
    {
        var save = services.GetRequiredService<SaveDraft>();
        await save.RunAsync(
            new Draft(
                "raqqa-olive-seedlings",
                "en",
                "Farmers in Raqqa get healthy olive seedlings",
                "Farmers in Raqqa now have access to healthy olive seedlings, with support from the Coalition through USAID.",
                """
                Farmers in Raqqa now have access to healthy olive seedlings for their farms, the Coalition reports. The support comes through the United States Agency for International Development (USAID).

                Raqqa was retaken from Daesh in October 2017, as stated by AFP.
                """
            ),
            Actor,
            cancellation
        );
        await save.RunAsync(
            new Draft(
                "members-in-november-2020",
                "en",
                "The Coalition’s members in November 2020",
                "The number of members of the Coalition on 10 November 2020.",
                "The Coalition had {{members 2020-11-10}} members on 10 November 2020. The [members](~/members) page names a source for each."
            )
            {
                Kind = "story",
            },
            Actor,
            cancellation
        );
        await services.GetRequiredService<RequestClearance>().RunAsync("members-in-november-2020", "en", Actor, cancellation);
        await save.RunAsync(
            new Draft(
                "kobane-six-years-on",
                "en",
                "Six years since Kobane was retaken from Daesh",
                "Kobane, on Syria’s border with Türkiye, was retaken from Daesh in January 2015, as stated by AFP.",
                "Kobane, a town on Syria’s border with Türkiye, was retaken from Daesh in January 2015, as stated by AFP."
            )
            {
                Kind = "story",
            },
            Actor,
            cancellation
        );
        var due = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(2);
        await services
            .GetRequiredService<ScheduleRelease>()
            .RunAsync([new ReleaseChoice("kobane-six-years-on", ["en"])], new DueTime(due), reason: null, Actor, cancellation);
    }
}
