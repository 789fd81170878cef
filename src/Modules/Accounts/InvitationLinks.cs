using System.Globalization;
using System.Security.Cryptography;
using Concord.Accounts.Users;
using Microsoft.AspNetCore.DataProtection;

namespace Concord.Accounts;

/// <summary>
/// Tokens of links by which a person chooses how to sign in. A token names an account and its security stamp, so that it is
/// void once it was used or a newer one was made. Trust boundary: it is protected by the site's keys, and a broken or expired
/// one is treated as none.
/// </summary>
internal sealed class InvitationLinks(IDataProtectionProvider protection, AccountsOptions options, TimeProvider time)
{
    private const int MaxToken = 1000;
    private const string First = "first";

    private readonly IDataProtector protector = protection.CreateProtector("Concord.Accounts.Invitation");

    public string TokenFor(Account account) => Protect($"{account.Id:N}.{account.SecurityStamp}");

    /// <summary>A token to create the first administrator; void once there is one.</summary>
    public string FirstAdministratorToken() => Protect(First);

    public bool IsFirstAdministrator(string token) => Read(token) == First;

    /// <returns>The account and the security stamp that the token was made for; null where it is not valid.</returns>
    public (Guid Account, string Stamp)? Find(string token) =>
        Read(token)?.Split('.') is [var id, var stamp] && Guid.TryParseExact(id, "N", out var account) ? (account, stamp) : null;

    private string Protect(string content)
    {
        var until = time.GetUtcNow().AddHours(options.InvitationHours).ToUnixTimeSeconds();
        return protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{until}:{content}"));
    }

    private string? Read(string token)
    {
        if (token.Length is 0 or > MaxToken)
        {
            return null;
        }

        try
        {
            var parts = protector.Unprotect(token).Split(':', 2);
            var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            return until > time.GetUtcNow() ? parts[1] : null;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
