using System.Data.Common;
using System.Security.Claims;
using Concord.Accounts.Roles;
using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.Sessions;

/// <summary>
/// Looks up the session of each request, so that signing out everywhere, a changed password, a disabled account and a changed
/// role take effect at once on every node.
/// </summary>
internal sealed class SessionValidator(ConcordDb db, AccountsOptions options, TimeProvider time) : ISecurityStampValidator
{
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (SessionClaims.IdOf(context.Principal) is not { } id)
        {
            await RejectAsync(context);
            return;
        }

        try
        {
            await ValidateAsync(context, id);
        }
        catch (Exception failure) when (failure is DbException or { InnerException: DbException })
        {
            // Public pages go on without the database; the cookie stays for when it is back.
            context.RejectPrincipal();
        }
    }

    private static async Task RejectAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private async Task ValidateAsync(CookieValidatePrincipalContext context, Guid id)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var cancellation = context.HttpContext.RequestAborted;
        var found = await (
            from session in db.Set<Session>().AsNoTracking()
            join account in db.Set<Account>().AsNoTracking() on session.AccountId equals account.Id
            where session.Id == id && session.Stamp == account.SecurityStamp && account.DisabledAt == null
            select new
            {
                Session = session,
                account.UserName,
                account.DisplayName,
                account.Roles,
            }
        ).SingleOrDefaultAsync(cancellation);
        if (found is null || IsOver(found.Session, now))
        {
            await RejectAsync(context);
            return;
        }

        if (now - found.Session.SeenAt >= SeenPrecision)
        {
            await db.Set<Session>()
                .Where(session => session.Id == id && session.SeenAt < now)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), cancellation);
        }

        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, found.Session.AccountId.ToString("D")),
            new(ClaimTypes.Name, found.UserName),
            new(ClaimTypes.GivenName, found.DisplayName ?? found.UserName),
            SessionClaims.Id(id),
            SessionClaims.Confirmed(found.Session.ConfirmedAt),
            .. RoleClaims.RightsOf(found.Roles.Select(role => role.Grant)),
        ];
        context.ReplacePrincipal(new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)));
    }

    private bool IsOver(Session session, DateTime now) =>
        now - session.SeenAt > TimeSpan.FromHours(options.IdleHours)
        || now - session.StartedAt > TimeSpan.FromDays(options.SessionDays);
}
