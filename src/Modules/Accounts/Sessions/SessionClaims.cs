using System.Globalization;
using System.Security.Claims;

namespace Concord.Accounts.Sessions;

/// <summary>What the session says about a signed-in person, beside Identity's own claims.</summary>
internal static class SessionClaims
{
    private const string IdType = "concord:session";
    private const string ConfirmedType = "concord:confirmed";

    public static Claim Id(Guid session) => new(IdType, session.ToString("N"));

    /// <param name="at">UTC.</param>
    public static Claim Confirmed(DateTime at) => new(ConfirmedType, at.ToString("O", CultureInfo.InvariantCulture));

    public static Guid? IdOf(ClaimsPrincipal? person) =>
        Guid.TryParseExact(person?.FindFirstValue(IdType), "N", out var id) ? id : null;

    /// <returns>UTC at which the person last proved who they are.</returns>
    public static DateTime? ConfirmedOf(ClaimsPrincipal person) =>
        DateTime.TryParse(
            person.FindFirstValue(ConfirmedType),
            CultureInfo.InvariantCulture,
            DateTimeStyles.RoundtripKind,
            out var at
        )
            ? at
            : null;
}
