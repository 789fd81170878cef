using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts.SignIn;

/// <summary>Sets and removes the password of a person, always with one-time codes and recovery codes.</summary>
internal sealed class OwnPassword(UserManager<Account> users, AccountStore store, PendingKeys keys, ConcordDb db)
{
    private const int RecoveryCodes = 10;

    /// <summary>The caller undoes its transaction where the outcome is a refusal.</summary>
    /// <param name="pendingKey">The key of one-time codes that the form showed, as <see cref="PendingKeys"/> protects it.</param>
    /// <param name="code">Of the authenticator app with this key.</param>
    public async Task<CredentialOutcome> SetAsync(
        Account account,
        string password,
        string pendingKey,
        string code,
        CancellationToken cancellation
    )
    {
        if (keys.Read(account, pendingKey) is not { } key)
        {
            return CredentialOutcome.Refused("accounts.form-expired");
        }

        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, account, password)).Succeeded)
            {
                return CredentialOutcome.Refused("accounts.password-refused");
            }
        }

        await store.SetAuthenticatorKeyAsync(account, key, cancellation);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            return CredentialOutcome.Refused("accounts.code-wrong");
        }

        Record(account, "password-set");
        (account.PasswordHash, account.WrongCodes, account.IsTwoFactorEnabled) = (null, null, true);
        return
            (await users.AddPasswordAsync(account, password)).Succeeded
            && await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) is { } codes
            ? new CredentialOutcome(account) { RecoveryCodes = [.. codes] }
            : CredentialOutcome.Refused("accounts.conflict");
    }

    public async Task<CredentialOutcome> ReplaceRecoveryCodesAsync(Account account)
    {
        Record(account, "recovery-codes-replaced");
        return await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) is { } codes
            ? new CredentialOutcome(account) { RecoveryCodes = [.. codes] }
            : CredentialOutcome.Refused("accounts.conflict");
    }

    /// <summary>The person signs in otherwise from now on; refused where there is no other way.</summary>
    public async Task<CredentialOutcome> RemoveAsync(Account account)
    {
        if (account.Ways == 1)
        {
            return CredentialOutcome.Refused("accounts.last-way");
        }

        Record(account, "password-removed");
        account.IsTwoFactorEnabled = false;
        account.RecoveryCodes.Clear();
        return (await users.RemovePasswordAsync(account)).Succeeded
            ? new CredentialOutcome(account)
            : CredentialOutcome.Refused("accounts.conflict");
    }

    private void Record(Account account, string what) =>
        db.Record(
            new CredentialsChanged(account.UserName, what)
            {
                Actor = DeskPerson.ActorOf(account.Id),
                Subject = PersonSessions.SubjectOf(account.Id),
            }
        );
}

/// <summary>What came of setting up a way of signing in.</summary>
/// <param name="Account">Null where nothing changed.</param>
internal sealed record CredentialOutcome(Account? Account)
{
    /// <summary>Key of the text that says why nothing changed.</summary>
    public string? Error { get; private init; }

    /// <summary>Codes that are shown this once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    public static CredentialOutcome Refused(string error) => new((Account?)null) { Error = error };
}
