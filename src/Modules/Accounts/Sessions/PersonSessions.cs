using System.Security.Claims;
using Concord.Accounts.Users;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.Sessions;

/// <summary>Starts, confirms, lists and ends sessions.</summary>
internal sealed class PersonSessions(ConcordDb db, AccountsOptions options, TimeProvider time)
{
    /// <summary>Signs a person in, in a new session.</summary>
    /// <param name="method">As in <see cref="SignedIn"/>.</param>
    public async Task StartAsync(HttpContext http, Account account, string method, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var oldest = now.AddDays(-options.SessionDays);
        await db.Set<Session>()
            .Where(row => row.AccountId == account.Id && row.StartedAt < oldest)
            .ExecuteDeleteAsync(cancellation);
        var session = new Session
        {
            Id = Guid.NewGuid(),
            AccountId = account.Id,
            Stamp = account.SecurityStamp,
            StartedAt = now,
            SeenAt = now,
            ConfirmedAt = now,
            Device = DeviceName.Of(http.Request.Headers.UserAgent.ToString()),
        };
        db.Add(session);
        db.Record(
            new SignedIn(account.UserName, method) { Actor = DeskPerson.ActorOf(account.Id), Subject = SubjectOf(account.Id) }
        );
        await db.SaveChangesAsync(cancellation);
        var person = new ClaimsPrincipal(new ClaimsIdentity([SessionClaims.Id(session.Id)], IdentityConstants.ApplicationScheme));
        await http.SignInAsync(IdentityConstants.ApplicationScheme, person);
    }

    /// <summary>Notes that the person has just proved who they are.</summary>
    public Task ConfirmAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var id = SessionClaims.IdOf(person);
        return db.Set<Session>()
            .Where(session => session.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, now), cancellation);
    }

    /// <summary>Keeps the person's own session after the own credentials, and so the security stamp, changed.</summary>
    public Task KeepAsync(ClaimsPrincipal person, Account account, CancellationToken cancellation)
    {
        var id = SessionClaims.IdOf(person);
        return db.Set<Session>()
            .Where(session => session.Id == id && session.AccountId == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.Stamp, account.SecurityStamp), cancellation);
    }

    /// <summary>Sessions that are still valid, the latest first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(Guid account, CancellationToken cancellation) =>
        await db.Set<Session>()
            .AsNoTracking()
            .Where(session =>
                session.AccountId == account
                && db.Set<Account>().Any(row => row.Id == account && row.SecurityStamp == session.Stamp)
            )
            .OrderByDescending(session => session.SeenAt)
            .ToListAsync(cancellation);

    /// <summary>Ends one session of the account; nothing happens where it has none with this id.</summary>
    public Task EndAsync(Guid account, Guid session, CancellationToken cancellation) =>
        db.Set<Session>().Where(row => row.Id == session && row.AccountId == account).ExecuteDeleteAsync(cancellation);

    /// <summary>Ends all sessions of the account but one.</summary>
    public Task EndAllAsync(Guid account, Guid? but, CancellationToken cancellation) =>
        db.Set<Session>().Where(row => row.AccountId == account && row.Id != but).ExecuteDeleteAsync(cancellation);

    public static string SubjectOf(Guid account) => $"account:{account:N}";
}
