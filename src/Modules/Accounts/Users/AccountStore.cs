using System.Security.Cryptography;
using System.Text;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.Users;

/// <summary>Stores accounts for the managers of ASP.NET Core Identity.</summary>
internal sealed class AccountStore(ConcordDb db, IDataProtectionProvider protection, IdentityErrorDescriber errors)
    : IUserPasswordStore<Account>,
        IUserSecurityStampStore<Account>,
        IUserTwoFactorStore<Account>,
        IUserAuthenticatorKeyStore<Account>,
        IUserTwoFactorRecoveryCodeStore<Account>,
        IUserPasskeyStore<Account>
{
    private readonly IDataProtector protector = protection.CreateProtector("Concord.Accounts.AuthenticatorKey");

    private IQueryable<Account> Accounts =>
        db.Set<Account>()
            .Include(account => account.Roles)
            .Include(account => account.Passkeys)
            .Include(account => account.RecoveryCodes)
            .Include(account => account.Logins)
            .AsSplitQuery();

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        db.Add(user);
        return await SaveAsync(cancellationToken);
    }

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => SaveAsync(cancellationToken);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        db.Remove(user);
        return SaveAsync(cancellationToken);
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? await Accounts.SingleOrDefaultAsync(account => account.Id == id, cancellationToken)
            : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Accounts.SingleOrDefaultAsync(account => account.NormalizedUserName == normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString("D"));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken)
    {
        user.UserName = userName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedUserName = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.IsTwoFactorEnabled);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken)
    {
        user.IsTwoFactorEnabled = enabled;
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKey is { } key ? protector.Unprotect(key) : null);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKey = protector.Protect(key);
        return Task.CompletedTask;
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.RecoveryCodes.Count);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        user.RecoveryCodes.Clear();
        user.RecoveryCodes.AddRange(
            recoveryCodes.Select(code => new RecoveryCode { AccountId = user.Id, Hash = HashOf(user, code) })
        );
        return Task.CompletedTask;
    }

    /// <summary>The row is deleted by one statement, so that a code is accepted once, whatever runs at the same time.</summary>
    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var hash = HashOf(user, code);
        var deleted = await db.Set<RecoveryCode>()
            .Where(row => row.AccountId == user.Id && row.Hash == hash)
            .ExecuteDeleteAsync(cancellationToken);
        if (deleted == 0)
        {
            return false;
        }

        if (user.RecoveryCodes.Find(row => row.Hash == hash) is { } used)
        {
            db.Entry(used).State = EntityState.Detached;
            user.RecoveryCodes.Remove(used);
        }

        return true;
    }

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (user.Passkeys.Find(row => row.CredentialId.AsSpan().SequenceEqual(passkey.CredentialId)) is { } known)
        {
            (known.Name, known.SignCount) = (passkey.Name, passkey.SignCount);
            (known.IsUserVerified, known.IsBackedUp) = (passkey.IsUserVerified, passkey.IsBackedUp);
            return Task.CompletedTask;
        }

        user.Passkeys.Add(
            new Passkey
            {
                AccountId = user.Id,
                CredentialId = passkey.CredentialId,
                PublicKey = passkey.PublicKey,
                Name = passkey.Name,
                CreatedAt = passkey.CreatedAt.UtcDateTime,
                SignCount = passkey.SignCount,
                Transports = string.Join(' ', passkey.Transports ?? []),
                IsUserVerified = passkey.IsUserVerified,
                IsBackupEligible = passkey.IsBackupEligible,
                IsBackedUp = passkey.IsBackedUp,
                AttestationObject = passkey.AttestationObject,
                ClientDataJson = passkey.ClientDataJson,
            }
        );
        return Task.CompletedTask;
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(InfoOf)]);

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Accounts.SingleOrDefaultAsync(
            account => account.Passkeys.Any(passkey => passkey.CredentialId == credentialId),
            cancellationToken
        );

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(
            user.Passkeys.Find(row => row.CredentialId.AsSpan().SequenceEqual(credentialId)) is { } passkey
                ? InfoOf(passkey)
                : null
        );

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        user.Passkeys.RemoveAll(row => row.CredentialId.AsSpan().SequenceEqual(credentialId));
        return Task.CompletedTask;
    }

    /// <summary>The account that is linked to a person at an OpenID Connect issuer.</summary>
    public Task<Account?> FindByLoginAsync(string issuer, string subject) =>
        Accounts.SingleOrDefaultAsync(account => account.Logins.Any(row => row.Issuer == issuer && row.Subject == subject));

    /// <summary>The context belongs to the scope.</summary>
    public void Dispose() { }

    private static UserPasskeyInfo InfoOf(Passkey passkey) =>
        new(
            passkey.CredentialId,
            passkey.PublicKey,
            new DateTimeOffset(passkey.CreatedAt, TimeSpan.Zero),
            (uint)passkey.SignCount,
            passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            passkey.IsUserVerified,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            passkey.AttestationObject,
            passkey.ClientDataJson
        )
        {
            Name = passkey.Name,
        };

    /// <summary>A code is random and long enough that a slow hash would add nothing.</summary>
    private static string HashOf(Account user, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id:N}:{code}")));

    private async Task<IdentityResult> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return IdentityResult.Success;
        }
        catch (DbUpdateException failure) when (WriteConflict.Is(failure))
        {
            db.Discard();
            return IdentityResult.Failed(errors.ConcurrencyFailure());
        }
    }
}
