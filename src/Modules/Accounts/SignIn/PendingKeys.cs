using System.Security.Cryptography;
using Concord.Accounts.Users;
using Microsoft.AspNetCore.DataProtection;

namespace Concord.Accounts.SignIn;

/// <summary>
/// A key of one-time codes that a form shows and that counts only once a code of it was typed. Until then it is kept in the
/// form, protected by the site's keys and bound to the account.
/// </summary>
internal sealed class PendingKeys(IDataProtectionProvider protection)
{
    private const int MaxText = 2000;

    /// <summary>160 bits, as RFC 4226 recommends.</summary>
    private const int KeyBytes = 20;

    private readonly IDataProtector protector = protection.CreateProtector("Concord.Accounts.PendingKey");

    /// <returns>A new key in Base32, and its protected form.</returns>
    public (string Key, string Protected) Make(Account account)
    {
        var key = OneTimeCodes.ToBase32(RandomNumberGenerator.GetBytes(KeyBytes));
        return (key, protector.Protect($"{account.Id:N}.{key}"));
    }

    /// <returns>Null where the text was not made for the account.</returns>
    public string? Read(Account account, string text)
    {
        try
        {
            return
                text.Length is > 0 and <= MaxText
                && protector.Unprotect(text).Split('.') is [var id, var key]
                && id == account.Id.ToString("N")
                ? key
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
