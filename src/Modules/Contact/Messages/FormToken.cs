using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Concord.Contact.Messages;

/// <summary>
/// Says when a form was opened, signed: a program that sends forms without opening them, or at once, is refused without a cookie
/// and without a puzzle for readers.
/// </summary>
internal sealed class FormToken(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    private readonly IDataProtector protector = protection.CreateProtector("Concord.Contact.Form");

    public string Write() => protector.Protect($"{time.GetUtcNow().UtcTicks}");

    public bool IsValid(string? token)
    {
        try
        {
            var age = time.GetUtcNow() - new DateTimeOffset(long.Parse(protector.Unprotect(token ?? ""), null), TimeSpan.Zero);
            return age >= Soonest && age <= Latest;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
