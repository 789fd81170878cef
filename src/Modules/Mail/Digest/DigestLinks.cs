using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Concord.Mail.Digest;

/// <summary>
/// Tokens of the links in mail about the workspace. Trust boundary: they are protected by the site's keys, and a broken or
/// expired one is treated as none.
/// </summary>
internal sealed class DigestLinks(IDataProtectionProvider protection, TimeProvider time)
{
    private const int MaxToken = 2000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private readonly IDataProtector confirming = protection.CreateProtector("Concord.Mail.Confirm");
    private readonly IDataProtector stopping = protection.CreateProtector("Concord.Mail.Stop");

    public string ConfirmToken(Guid account, string address) =>
        confirming.Protect(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(time.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}:{account:N}:{address}"
            )
        );

    /// <returns>The account, and the address to which the link was sent; null where the token is not valid.</returns>
    public (Guid Account, string Address)? ReadConfirm(string token) =>
        Read(confirming, token)?.Split(':', 3) is [var until, var id, var address]
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && DateTimeOffset.FromUnixTimeSeconds(seconds) > time.GetUtcNow()
        && Guid.TryParseExact(id, "N", out var account)
            ? (account, address)
            : null;

    /// <summary>Valid for ever: mail lies in inboxes for years.</summary>
    public string StopToken(Guid account) => stopping.Protect(account.ToString("N"));

    /// <returns>Null where the token is not valid.</returns>
    public Guid? ReadStop(string token) => Guid.TryParseExact(Read(stopping, token), "N", out var account) ? account : null;

    private static string? Read(IDataProtector protector, string token)
    {
        try
        {
            return token.Length is 0 or > MaxToken ? null : protector.Unprotect(token);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
