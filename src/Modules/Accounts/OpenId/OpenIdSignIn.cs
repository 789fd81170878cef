using System.Security.Claims;
using Concord.Accounts.Sessions;
using Concord.Accounts.SignIn;
using Concord.Accounts.Users;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts.OpenId;

/// <summary>
/// Signs in by the account that a person has at an issuer. The link between the two is made by the person alone, signed in or
/// with an invitation: no name and no address that the issuer tells is compared with ours.
/// </summary>
internal sealed class OpenIdSignIn(
    UserManager<Account> users,
    AccountStore store,
    ConcordDb db,
    AccountsOptions options,
    TimeProvider time
)
{
    public const string LanguageKey = "concord.language";
    private const string IssuerKey = "concord.issuer";
    private const string PurposeKey = "concord.purpose";
    private const int MaxSubject = 255;

    /// <summary>What tells a person apart best, first.</summary>
    private static readonly string[] NameClaims = ["preferred_username", "email", "name"];

    /// <summary>A clock of the issuer may be wrong by so much.</summary>
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(2);

    public IReadOnlyDictionary<string, IssuerOptions> Issuers => options.Issuers;

    /// <summary>What the request to the issuer carries; it comes back with the answer.</summary>
    public static AuthenticationProperties PropertiesOf(string issuer, OpenIdPurpose purpose, string redirect, string language) =>
        new(
            new Dictionary<string, string?>
            {
                [IssuerKey] = issuer,
                [PurposeKey] = purpose.ToString(),
                [LanguageKey] = language,
            }
        )
        {
            RedirectUri = redirect,
        };

    /// <returns>Whom the issuer has just named; null where nobody came from there for this purpose.</returns>
    public async Task<OpenIdIdentity?> ReadAsync(HttpContext http, params OpenIdPurpose[] purposes)
    {
        var ticket = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (
            ticket is not { Succeeded: true, Principal: { } person, Properties.Items: { } items }
            || !items.TryGetValue(IssuerKey, out var key)
            || key is null
            || !options.Issuers.TryGetValue(key, out var issuer)
            || !items.TryGetValue(PurposeKey, out var value)
            || !Enum.TryParse<OpenIdPurpose>(value, out var purpose)
            || !purposes.Contains(purpose)
            || person.FindFirstValue("sub") is not { Length: > 0 and <= MaxSubject } subject
            || person.FindFirstValue("iss") is not { } address
        )
        {
            return null;
        }

        var name = NameClaims.Select(person.FindFirstValue).FirstOrDefault(HasText);
        return new OpenIdIdentity(address, subject, issuer.Name, name ?? subject, purpose)
        {
            AuthenticatedAt = person.AuthenticatedAt(),
        };
    }

    public static Task ForgetAsync(HttpContext http) => http.SignOutAsync(IdentityConstants.ExternalScheme);

    /// <returns>Null where no account is linked, or the account is disabled.</returns>
    public async Task<Account?> FindAsync(OpenIdIdentity identity) =>
        await store.FindByLoginAsync(identity.Issuer, identity.Subject) is { DisabledAt: null } account ? account : null;

    /// <summary>Whether the person proved who they are in the last minutes, and not some time before.</summary>
    public bool IsFresh(OpenIdIdentity identity) =>
        identity.AuthenticatedAt is { } at
        && (time.GetUtcNow() - at) is var age
        && age > -MaxSkew
        && age < TimeSpan.FromMinutes(options.ConfirmationMinutes);

    /// <summary>Links the account to the identity; the caller undoes its transaction where the outcome is a refusal.</summary>
    public async Task<CredentialOutcome> AddAsync(Account account, OpenIdIdentity identity)
    {
        if (await store.FindByLoginAsync(identity.Issuer, identity.Subject) is { } linked)
        {
            return linked.Id == account.Id ? new CredentialOutcome(account) : CredentialOutcome.Refused("accounts.issuer.taken");
        }

        Record(account, "issuer-added");
        account.Logins.Add(
            new IssuerLogin
            {
                AccountId = account.Id,
                Issuer = identity.Issuer,
                Subject = identity.Subject,
                IssuerName = identity.IssuerName,
                Name = Shorten(identity.Name),
                CreatedAt = time.GetUtcNow().UtcDateTime,
            }
        );
        return (await users.UpdateSecurityStampAsync(account)).Succeeded
            ? new CredentialOutcome(account)
            : CredentialOutcome.Refused("accounts.conflict");
    }

    /// <summary>Removes the link; refused where the person could not sign in afterwards.</summary>
    public async Task<CredentialOutcome> RemoveAsync(Account account, string issuer, string subject)
    {
        if (account.Logins.Find(row => row.Issuer == issuer && row.Subject == subject) is not { } login)
        {
            return new CredentialOutcome(account);
        }

        if (account.Ways == 1)
        {
            return CredentialOutcome.Refused("accounts.last-way");
        }

        Record(account, "issuer-removed");
        account.Logins.Remove(login);
        return (await users.UpdateSecurityStampAsync(account)).Succeeded
            ? new CredentialOutcome(account)
            : CredentialOutcome.Refused("accounts.conflict");
    }

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string Shorten(string name) => name.Length <= IssuerLogin.MaxName ? name : name[..IssuerLogin.MaxName];

    private void Record(Account account, string what) =>
        db.Record(
            new CredentialsChanged(account.UserName, what)
            {
                Actor = DeskPerson.ActorOf(account.Id),
                Subject = PersonSessions.SubjectOf(account.Id),
            }
        );
}

/// <summary>What a person went to the issuer for.</summary>
internal enum OpenIdPurpose
{
    SignIn,

    /// <summary>To link the issuer's account to an account here.</summary>
    Add,

    /// <summary>To prove again who they are, before a dangerous act.</summary>
    Confirm,
}

/// <summary>Whom an issuer named.</summary>
/// <param name="Issuer">The issuer's address, as it signs it (<c>iss</c>).</param>
/// <param name="Subject">The person's identifier there (<c>sub</c>).</param>
/// <param name="IssuerName">As the settings name it.</param>
/// <param name="Name">As the issuer names the person.</param>
internal sealed record OpenIdIdentity(string Issuer, string Subject, string IssuerName, string Name, OpenIdPurpose Purpose)
{
    /// <summary>When the person proved who they are; null where the issuer does not say.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }
}
