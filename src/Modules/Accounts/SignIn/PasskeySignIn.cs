using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts.SignIn;

/// <summary>Registers passkeys (WebAuthn) and signs in with them.</summary>
internal sealed class PasskeySignIn(SignInManager<Account> signIn, UserManager<Account> users, ConcordDb db)
{
    public const int MaxName = 100;
    private const int MaxCredential = 100_000;

    /// <returns>JSON for <c>navigator.credentials.get</c>.</returns>
    public Task<string> RequestOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <returns>JSON for <c>navigator.credentials.create</c>.</returns>
    public Task<string> CreationOptionsAsync(Account account) =>
        signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = account.Id.ToString("D"),
                Name = account.UserName,
                DisplayName = account.Name,
            }
        );

    /// <summary>Also clears the count of wrong codes: whoever has the passkey is the person.</summary>
    /// <returns>Null where the credential is not valid or its account is disabled.</returns>
    public async Task<Account?> CheckAsync(string? credential)
    {
        if (credential is not { Length: > 0 and <= MaxCredential })
        {
            return null;
        }

        var result = await PerformAsync(() => signIn.PerformPasskeyAssertionAsync(credential));
        if (result is not { Succeeded: true, User: { DisabledAt: null } account })
        {
            return null;
        }

        account.WrongCodes = null;
        return (await users.AddOrUpdatePasskeyAsync(account, result.Passkey)).Succeeded ? account : null;
    }

    /// <summary>Adds the passkey to the account and records it; the caller's save of the account is part of it.</summary>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> AddAsync(Account account, string? credential, string name)
    {
        if (credential is not { Length: > 0 and <= MaxCredential })
        {
            return false;
        }

        var result = await PerformAsync(() => signIn.PerformPasskeyAttestationAsync(credential));
        if (result is not { Succeeded: true, Passkey: { } passkey })
        {
            return false;
        }

        passkey.Name = name.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, MaxName)] : null;
        db.Record(
            new CredentialsChanged(account.UserName, "passkey-added")
            {
                Actor = DeskPerson.ActorOf(account.Id),
                Subject = PersonSessions.SubjectOf(account.Id),
            }
        );
        if ((await users.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded)
        {
            return true;
        }

        db.Discard();
        return false;
    }

    /// <summary>Removes a passkey; refused where the person could not sign in afterwards.</summary>
    /// <param name="id">Of the credential, hexadecimal.</param>
    public async Task<CredentialOutcome> RemoveAsync(Account account, string id)
    {
        if (account.Passkeys.Find(row => Convert.ToHexString(row.CredentialId) == id) is not { } passkey)
        {
            return new CredentialOutcome(account);
        }

        if (account.Ways == 1)
        {
            return CredentialOutcome.Refused("accounts.last-way");
        }

        db.Record(
            new CredentialsChanged(account.UserName, "passkey-removed")
            {
                Actor = DeskPerson.ActorOf(account.Id),
                Subject = PersonSessions.SubjectOf(account.Id),
            }
        );
        return
            (await users.RemovePasskeyAsync(account, passkey.CredentialId)).Succeeded
            && (await users.UpdateSecurityStampAsync(account)).Succeeded
            ? new CredentialOutcome(account)
            : CredentialOutcome.Refused("accounts.conflict");
    }

    /// <summary>The framework throws where the cookie of the ceremony is missing or was used.</summary>
    private static async Task<T?> PerformAsync<T>(Func<Task<T>> perform)
        where T : class
    {
        try
        {
            return await perform();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
