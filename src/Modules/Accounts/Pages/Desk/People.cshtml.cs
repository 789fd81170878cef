using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Members;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Who can sign in, and the form that invites a person.</summary>
[Authorize(DeskPolicies.ManagePeople)]
[RequiresConfirmation]
internal sealed class PeopleModel(
    ConcordDb db,
    InvitePerson invite,
    MemberLedger ledger,
    LanguageSet languages,
    Localizer localizer,
    SiteAddress site,
    TimeProvider time
) : PageModel
{
    public IReadOnlyList<PersonRow> People { get; private set; } = [];

    public RoleChoices Choices { get; private set; } = null!;

    /// <summary>The link that an invited person needs; it is shown this once.</summary>
    public string? Link { get; private set; }

    public string? Error { get; private set; }

    /// <summary>As it was typed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As it was typed.</summary>
    public string DisplayName { get; private set; } = "";

    public Task OnGetAsync(CancellationToken cancellation) => LookAsync([], cancellation);

    public async Task<IActionResult> OnPostInviteAsync(
        string? name,
        string? displayName,
        string?[]? roles,
        CancellationToken cancellation
    )
    {
        var invitation = new Invitation(name ?? "", displayName, RoleChoices.Read(roles));
        var result = await invite.RunAsync(invitation, User.ToActor(), cancellation);
        if (result.Token is { } token)
        {
            Link = LinkTo(site, Request, localizer, token);
            await LookAsync([], cancellation);
            return Page();
        }

        (Name, DisplayName, Error) = (name ?? "", displayName ?? "", AccountWording.Of(result, localizer));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LookAsync(roles ?? [], cancellation);
        return Page();
    }

    internal static string LinkTo(SiteAddress site, HttpRequest request, Localizer localizer, string token) =>
        $"{site.Public ?? $"{request.Scheme}://{request.Host}"}{FirstAdministrator.JoinPath(localizer.Language.Code, token)}";

    private async Task LookAsync(string?[] chosen, CancellationToken cancellation)
    {
        var rows = await db.Set<Account>()
            .AsNoTracking()
            .OrderBy(account => account.NormalizedUserName)
            .Select(account => new
            {
                Account = account,
                account.Roles,
                HasPasskey = account.Passkeys.Any(),
                SeenAt = db.Set<Session>()
                    .Where(session => session.AccountId == account.Id)
                    .Max(session => (DateTime?)session.SeenAt),
            })
            .ToListAsync(cancellation);
        People =
        [
            .. rows.Select(row => new PersonRow(
                row.Account.Id,
                row.Account.Name,
                row.Account.UserName,
                string.Join(
                    localizer["accounts.list-separator"],
                    row.Roles.OrderBy(role => role.Role).Select(role => RoleWording.Of(role.Grant, localizer))
                ),
                row.Account.DisabledAt is not null ? "accounts.state.disabled"
                    : row.Account.PasswordHash is null && !row.HasPasskey ? "accounts.state.invited"
                    : null,
                row.SeenAt is { } seen
                    ? localizer.Fill("accounts.seen", ("date", localizer.Date(DateOnly.FromDateTime(seen))))
                    : ""
            )),
        ];
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        Choices = await RoleChoices.ReadAsync(chosen, ledger, languages, localizer, today, cancellation);
    }
}

/// <param name="State">Key of a text; null where the person can sign in.</param>
/// <param name="Seen">When the person was last here, in words; empty where it is not known.</param>
internal sealed record PersonRow(Guid Id, string Name, string UserName, string Roles, string? State, string Seen);
