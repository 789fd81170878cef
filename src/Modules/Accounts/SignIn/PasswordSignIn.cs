using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.SignIn;

/// <summary>
/// Checks name, password and one-time code together, so that no answer tells which of them was wrong or whether the name
/// exists.
/// </summary>
internal sealed class PasswordSignIn(UserManager<Account> users, SignInLimits limits, ConcordDb db)
{
    /// <summary>
    /// After so many wrong codes with the right password the password is known to somebody else: only a passkey, a recovery
    /// code or a new link signs in then. Guessing without the password never leads here.
    /// </summary>
    public const int MaxWrongCodes = 10;

    private static readonly Account Nobody = new() { Id = Guid.Empty };
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <param name="code">Of an authenticator app, or a recovery code.</param>
    /// <param name="network">As <see cref="Foundation.Security.ClientKeys"/> names it.</param>
    public async Task<PasswordOutcome> CheckAsync(string name, string password, string code, string network)
    {
        var normalized = users.NormalizeName(name.Trim());
        if (!limits.TryAttempt(network, normalized))
        {
            return new PasswordOutcome { IsLimited = true };
        }

        var account = await users.FindByNameAsync(name.Trim());
        if (account is not { PasswordHash: not null, DisabledAt: null, IsTwoFactorEnabled: true })
        {
            // As slow as the check of a password.
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return new PasswordOutcome();
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            return new PasswordOutcome();
        }

        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        if (typed.Length > 6 && (await users.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded)
        {
            await ResetAsync(account);
            return new PasswordOutcome { Account = account, Method = "recovery-code" };
        }

        if (account.WrongCodes >= MaxWrongCodes)
        {
            return new PasswordOutcome();
        }

        if (await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, typed))
        {
            await ResetAsync(account);
            return new PasswordOutcome { Account = account, Method = "password" };
        }

        await db.Set<Account>()
            .Where(row => row.Id == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.WrongCodes, row => (row.WrongCodes ?? 0) + 1));
        return new PasswordOutcome();
    }

    private Task ResetAsync(Account account) =>
        account.WrongCodes is null
            ? Task.CompletedTask
            : db.Set<Account>()
                .Where(row => row.Id == account.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.WrongCodes, (int?)null));
}

internal sealed record PasswordOutcome
{
    /// <summary>Null where the person is not signed in.</summary>
    public Account? Account { get; init; }

    /// <summary>As in <see cref="SignedIn"/>.</summary>
    public string Method { get; init; } = "";

    /// <summary>There were too many attempts from the network; nothing was checked.</summary>
    public bool IsLimited { get; init; }
}
