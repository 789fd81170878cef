using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.Commands;

/// <summary>Changes one account under the rule that somebody can always manage people.</summary>
internal sealed class PeopleRows(ConcordDb db)
{
    private const string Scope = "accounts:people";

    /// <param name="change">Changes the account and records what it did; may change nothing.</param>
    public async Task<AccountResult> ChangeAsync(Guid id, Action<Account> change, CancellationToken cancellation)
    {
        // One at a time, or two administrators could dismiss each other at the same moment.
        await using var transaction = await db.BeginExclusiveTransactionAsync(Scope, cancellation);
        var account = await db.Set<Account>()
            .Include(row => row.Roles)
            .Include(row => row.Passkeys)
            .Include(row => row.Logins)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (account is null)
        {
            return new AccountResult(AccountCode.UnknownAccount);
        }

        change(account);
        if (!IsAdministrator(account) && !await Administrators(db).AnyAsync(row => row.Id != id, cancellation))
        {
            db.Discard();
            return new AccountResult(AccountCode.LastAdministrator);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            await db.CommitAsync(transaction, cancellation);
            return new AccountResult(AccountCode.Done, account.UserName);
        }
        catch (DbUpdateException failure) when (WriteConflict.Is(failure))
        {
            db.Discard();
            return new AccountResult(AccountCode.Conflict);
        }
    }

    /// <summary>Accounts that can sign in and manage people.</summary>
    public static IQueryable<Account> Administrators(ConcordDb db) =>
        db.Set<Account>()
            .Where(account =>
                account.DisabledAt == null
                && account.Roles.Any(role => role.Role == Role.Administrator)
                && (account.PasswordHash != null || account.Passkeys.Any() || account.Logins.Any())
            );

    private static bool IsAdministrator(Account account) =>
        account is { DisabledAt: null, HasCredentials: true } && account.Roles.Exists(role => role.Role == Role.Administrator);
}
