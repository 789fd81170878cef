using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Concord.Foundation.Security;

/// <summary>
/// Says when a form of a public page was opened, signed: a program that sends forms without opening them, or at once, is refused
/// without a cookie and without a puzzle for readers.
/// </summary>
public sealed class FormToken(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    private readonly IDataProtector protector = protection.CreateProtector("Concord.FormToken");

    public string Write() => protector.Protect(time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    public bool IsValid(string? token)
    {
        try
        {
            var opened = long.Parse(protector.Unprotect(token ?? ""), CultureInfo.InvariantCulture);
            var age = time.GetUtcNow() - new DateTimeOffset(opened, TimeSpan.Zero);
            return age >= Soonest && age <= Latest;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
