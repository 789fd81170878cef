using Concord.Accounts.Commands;
using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation;
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

/// <summary>One person: roles, a new link, and whether the person can sign in.</summary>
[Authorize(DeskPolicies.ManagePeople)]
[RequiresConfirmation]
internal sealed class PersonModel(
    ConcordDb db,
    ChangeRoles roles,
    DisableAccount disable,
    IssueSignInLink issue,
    MemberLedger ledger,
    LanguageSet languages,
    Localizer localizer,
    SiteAddress site,
    TimeProvider time
) : PageModel
{
    public Account Person { get; private set; } = null!;

    public RoleChoices Choices { get; private set; } = null!;

    /// <summary>The new link; it is shown this once.</summary>
    public string? Link { get; private set; }

    public string? Error { get; private set; }

    private Actor Actor => User.ToActor();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => ShowAsync(id, cancellation);

    public async Task<IActionResult> OnPostRolesAsync(
        Guid id,
        [FromForm(Name = "roles")] string?[]? chosen,
        CancellationToken cancellation
    ) => await FinishAsync(id, await roles.RunAsync(id, RoleChoices.Read(chosen), Actor, cancellation), cancellation);

    public async Task<IActionResult> OnPostDisableAsync(Guid id, string? reason, CancellationToken cancellation) =>
        await FinishAsync(id, await disable.RunAsync(id, isDisabled: true, reason?.Trim(), Actor, cancellation), cancellation);

    public async Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancellation) =>
        await FinishAsync(id, await disable.RunAsync(id, isDisabled: false, null, Actor, cancellation), cancellation);

    public async Task<IActionResult> OnPostLinkAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } account)
        {
            return NotFound();
        }

        var result = await issue.RunAsync(account.UserName, Actor);
        if (result.Token is not { } token)
        {
            return await FinishAsync(id, result, cancellation);
        }

        Link = PeopleModel.LinkTo(site, Request, localizer, token);
        return await ShowAsync(id, cancellation);
    }

    private async Task<IActionResult> FinishAsync(Guid id, AccountResult result, CancellationToken cancellation)
    {
        if (result.IsDone)
        {
            return RedirectToPage();
        }

        Error = AccountWording.Of(result, localizer);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(id, cancellation);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } account)
        {
            return NotFound();
        }

        Person = account;
        Choices = await RoleChoices.ReadAsync(
            account.Roles.Select(role => role.Grant.ToString()),
            ledger,
            languages,
            localizer,
            DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
            cancellation
        );
        return Page();
    }

    private Task<Account?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<Account>()
            .AsNoTracking()
            .Include(account => account.Roles)
            .SingleOrDefaultAsync(account => account.Id == id, cancellation);
}
