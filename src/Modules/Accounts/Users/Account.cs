using Concord.Foundation.Storage;

namespace Concord.Accounts.Users;

/// <summary>A person who signs in.</summary>
internal sealed class Account : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>What the person types to sign in, usually an e-mail address.</summary>
    public string UserName { get; set; } = "";

    /// <summary>As Identity normalizes it; unique.</summary>
    public string NormalizedUserName { get; set; } = "";

    /// <summary>As colleagues know the person; null shows the user name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>As Identity hashes it; null where the person signs in by passkey only.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes when credentials change; cookies with another stamp are refused.</summary>
    public string SecurityStamp { get; set; } = "";

    public bool IsTwoFactorEnabled { get; set; }

    /// <summary>The key of one-time codes, encrypted by Data Protection.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The time step of the last one-time code that was used, so that none is used twice.</summary>
    public long LastTimeStep { get; set; }

    /// <summary>Wrong one-time codes after the right password, since the last right one; null for none.</summary>
    public int? WrongCodes { get; set; }

    /// <summary>UTC; null where the person may sign in.</summary>
    public DateTime? DisabledAt { get; set; }

    public int Version { get; set; }

    /// <summary>Whether the person has chosen how to sign in.</summary>
    public bool HasCredentials => Ways > 0;

    /// <summary>How many ways of signing in the person has.</summary>
    public int Ways => Passkeys.Count + Logins.Count + (PasswordHash is null ? 0 : 1);

    public string Name => DisplayName ?? UserName;

    public List<AccountRole> Roles { get; } = [];

    public List<Passkey> Passkeys { get; } = [];

    public List<RecoveryCode> RecoveryCodes { get; } = [];

    public List<IssuerLogin> Logins { get; } = [];
}

/// <summary>A role of an account.</summary>
internal sealed class AccountRole
{
    public Guid AccountId { get; init; }

    public required Role Role { get; init; }

    /// <summary>As in <see cref="RoleGrant.Scope"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime GrantedAt { get; init; }

    public RoleGrant Grant => new(Role, Scope);
}

/// <summary>A passkey (WebAuthn credential) of an account.</summary>
internal sealed class Passkey
{
    /// <summary>Up to 1023 bytes.</summary>
    public required byte[] CredentialId { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>COSE.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>As the person named it.</summary>
    public string? Name { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Of 32 bits; a column has no unsigned type on every database.</summary>
    public required long SignCount { get; set; }

    /// <summary>As the browser names them, separated by spaces: <c>internal hybrid</c>.</summary>
    public required string Transports { get; set; }

    public required bool IsUserVerified { get; set; }

    public required bool IsBackupEligible { get; set; }

    public required bool IsBackedUp { get; set; }

    public required byte[] AttestationObject { get; set; }

    public required byte[] ClientDataJson { get; set; }
}

/// <summary>A recovery code that was not used yet.</summary>
internal sealed class RecoveryCode
{
    public Guid AccountId { get; init; }

    /// <summary>SHA-256 of the code and the account's id, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }
}

/// <summary>An account at an OpenID Connect issuer by which a person signs in.</summary>
internal sealed class IssuerLogin
{
    public const int MaxName = 200;

    public Guid AccountId { get; init; }

    /// <summary>The issuer's address, as it signs it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The person's identifier there.</summary>
    public required string Subject { get; init; }

    /// <summary>As the settings named the issuer.</summary>
    public required string IssuerName { get; init; }

    /// <summary>As the issuer named the person.</summary>
    public required string Name { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
