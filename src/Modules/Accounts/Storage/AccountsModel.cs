using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.Storage;

internal sealed class AccountsModel : IModelPart
{
    private const int MaxName = 256;
    private const int MaxCredentialId = 1023;
    private const int MaxIssuer = 512;

    public string Name => "accounts";

    public void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts_accounts");
            account.IsOperational();
            account.Property(row => row.Id).ValueGeneratedNever();
            account.Property(row => row.UserName).HasMaxLength(MaxName);
            account.Property(row => row.NormalizedUserName).HasMaxLength(MaxName);
            account.Property(row => row.DisplayName).HasMaxLength(MaxName);
            account.HasIndex(row => row.NormalizedUserName).IsUnique();
            account.Ignore(row => row.HasCredentials);
            account.Ignore(row => row.Name);
            account.Ignore(row => row.Ways);
            account.HasMany(row => row.Roles).WithOne().HasForeignKey(role => role.AccountId);
            account.HasMany(row => row.Passkeys).WithOne().HasForeignKey(passkey => passkey.AccountId);
            account.HasMany(row => row.Logins).WithOne().HasForeignKey(login => login.AccountId);
            account.HasMany(row => row.RecoveryCodes).WithOne().HasForeignKey(code => code.AccountId);
        });
        model.Entity<AccountRole>(role =>
        {
            role.ToTable("accounts_roles");
            role.IsAudited();
            role.HasKey(row => new
            {
                row.AccountId,
                row.Role,
                row.Scope,
            });
            role.Property(row => row.Scope).HasMaxLength(MaxName);
            role.Ignore(row => row.Grant);
        });
        model.Entity<Session>(session =>
        {
            session.ToTable("accounts_sessions");
            session.IsOperational();
            session.Property(row => row.Id).ValueGeneratedNever();
            session.Property(row => row.Device).HasMaxLength(MaxName);
            session.Property(row => row.Stamp).HasMaxLength(MaxName);
            session.HasIndex(row => row.AccountId);
        });
        model.Entity<Passkey>(passkey =>
        {
            passkey.ToTable("accounts_passkeys");
            passkey.IsOperational();
            passkey.HasKey(row => row.CredentialId);
            passkey.Property(row => row.CredentialId).HasMaxLength(MaxCredentialId);
            passkey.Property(row => row.Name).HasMaxLength(MaxName);
        });
        model.Entity<IssuerLogin>(login =>
        {
            login.ToTable("accounts_logins");
            login.IsOperational();
            login.HasKey(row => new { row.Issuer, row.Subject });
            login.Property(row => row.Issuer).HasMaxLength(MaxIssuer);
            login.Property(row => row.Subject).HasMaxLength(MaxName);
            login.Property(row => row.IssuerName).HasMaxLength(MaxName);
            login.Property(row => row.Name).HasMaxLength(MaxName);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("accounts_recovery_codes");
            code.IsOperational();
            code.HasKey(row => new { row.AccountId, row.Hash });
            code.Property(row => row.Hash).HasMaxLength(64);
        });
    }
}
