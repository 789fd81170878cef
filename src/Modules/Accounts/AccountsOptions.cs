using System.ComponentModel.DataAnnotations;
using Concord.Accounts.OpenId;

namespace Concord.Accounts;

/// <summary>Accounts and sessions: <c>Concord:Accounts</c>.</summary>
internal sealed class AccountsOptions : IValidatableObject
{
    public const string Section = "Concord:Accounts";

    /// <summary>A session ends after so many hours without a request.</summary>
    [Range(1, 24 * 30)]
    public int IdleHours { get; set; } = 12;

    /// <summary>A session ends so many days after the sign-in.</summary>
    [Range(1, 90)]
    public int SessionDays { get; set; } = 7;

    /// <summary>An invitation is valid for so many hours.</summary>
    [Range(1, 24 * 30)]
    public int InvitationHours { get; set; } = 72;

    /// <summary>Acts on people and on the own ways of signing in need a sign-in at most so many minutes ago.</summary>
    [Range(1, 24 * 60)]
    public int ConfirmationMinutes { get; set; } = 15;

    /// <summary>Attempts with a password that one network has for one name in ten minutes.</summary>
    [Range(3, 1000)]
    public int AttemptsPerName { get; set; } = 10;

    /// <summary>Attempts with a password that one network has in ten minutes.</summary>
    [Range(3, 10_000)]
    public int AttemptsPerNetwork { get; set; } = 60;

    /// <summary>OpenID Connect issuers at which people may sign in, by a key of the operator's choice.</summary>
    public Dictionary<string, IssuerOptions> Issuers { get; } = new(StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Issuers.SelectMany(pair => pair.Value.Validate(pair.Key));
}
