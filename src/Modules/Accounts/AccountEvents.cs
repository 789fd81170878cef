using Concord.Foundation.Journal;

namespace Concord.Accounts;

/// <summary>Audit events of accounts. Their subject is <c>account:</c> and the account's id.</summary>
public abstract record AccountEvent : AuditEvent
{
    public override string Module => "accounts";
}

/// <summary>A person was invited.</summary>
/// <param name="Roles">As <see cref="RoleGrant.ToString"/> writes them.</param>
public sealed record PersonInvited(string UserName, IReadOnlyList<string> Roles) : AccountEvent;

/// <summary>A person was given a new link to choose how to sign in.</summary>
public sealed record SignInLinkIssued(string UserName) : AccountEvent;

/// <summary>The roles of a person were changed.</summary>
/// <param name="Roles">All roles from now on.</param>
public sealed record RolesChanged(string UserName, IReadOnlyList<string> Roles) : AccountEvent;

/// <summary>A person can no longer sign in.</summary>
public sealed record AccountDisabled(string UserName) : AccountEvent;

/// <summary>A person can sign in again.</summary>
public sealed record AccountEnabled(string UserName) : AccountEvent;

/// <summary>A person signed in.</summary>
/// <param name="Method"><c>passkey</c>, <c>password</c>, <c>recovery-code</c>, <c>link</c> or <c>issuer</c>.</param>
public sealed record SignedIn(string UserName, string Method) : AccountEvent;

/// <summary>A way of signing in was added, changed or removed.</summary>
/// <param name="What"><c>passkey-added</c>, <c>passkey-removed</c>, <c>password-set</c>, <c>password-removed</c>, <c>recovery-codes-replaced</c>,
/// <c>issuer-added</c>, <c>issuer-removed</c>.</param>
public sealed record CredentialsChanged(string UserName, string What) : AccountEvent;
