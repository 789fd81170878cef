using Concord.Accounts.OpenId;
using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts.SignIn;

/// <summary>A person with a link chooses how to sign in. The link is void afterwards.</summary>
internal sealed class JoinByLink(
    UserManager<Account> users,
    InvitationLinks links,
    PasskeySignIn passkeys,
    OwnPassword passwords,
    OpenIdSignIn openId,
    ConcordDb db
)
{
    /// <returns>The account that the link is for; null where the link is not valid.</returns>
    public async Task<Account?> FindAsync(string token) =>
        links.Find(token) is var (id, stamp)
        && await users.FindByIdAsync(id.ToString("D")) is { DisabledAt: null } account
        && account.SecurityStamp == stamp
            ? account
            : null;

    public Task<CredentialOutcome> WithPasskeyAsync(
        string token,
        string? credential,
        string name,
        CancellationToken cancellation
    ) =>
        UseAsync(
            token,
            async account =>
                await passkeys.AddAsync(account, credential, name) && (await users.UpdateSecurityStampAsync(account)).Succeeded
                    ? new CredentialOutcome(account)
                    : CredentialOutcome.Refused("accounts.passkey-failed"),
            cancellation
        );

    /// <summary>Sets the password, and the authenticator app whose code was typed, and makes recovery codes.</summary>
    public Task<CredentialOutcome> WithPasswordAsync(
        string token,
        string password,
        string pendingKey,
        string code,
        CancellationToken cancellation
    ) => UseAsync(token, account => passwords.SetAsync(account, password, pendingKey, code, cancellation), cancellation);

    public Task<CredentialOutcome> WithIssuerAsync(string token, OpenIdIdentity identity, CancellationToken cancellation) =>
        UseAsync(token, account => openId.AddAsync(account, identity), cancellation);

    /// <summary>One person at a time uses a link, and all of it is saved or nothing.</summary>
    private async Task<CredentialOutcome> UseAsync(
        string token,
        Func<Account, Task<CredentialOutcome>> choose,
        CancellationToken cancellation
    )
    {
        if (links.Find(token) is not var (id, _))
        {
            return CredentialOutcome.Refused("accounts.link-void");
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync($"accounts:{id:N}", cancellation);
        if (await FindAsync(token) is not { } account)
        {
            return CredentialOutcome.Refused("accounts.link-void");
        }

        var outcome = await choose(account);
        if (outcome.Account is null)
        {
            db.Discard();
            return outcome;
        }

        await db.CommitAsync(transaction, cancellation);
        return outcome;
    }
}
