using System.Globalization;
using System.Net.Mail;

namespace Concord.Foundation.Text;

/// <summary>Mail addresses as people give them in forms.</summary>
public static class MailAddressRule
{
    /// <summary>The longest address that mail has, in characters.</summary>
    public const int MaxLength = 254;

    /// <summary>
    /// The address without blanks around it, its domain in lower case and as ASCII (<c>xn--</c>). The part before the @ is
    /// left as it is.
    /// </summary>
    /// <returns>Null where it is not one address with a domain, or has a name beside it.</returns>
    public static string? Read(string? text)
    {
        var address = text?.Trim();
        if (
            address is not { Length: > 0 and <= MaxLength }
            || !MailAddress.TryCreate(address, out var parsed)
            || parsed.Address != address
            || address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '"' or '<' or '>')
        )
        {
            return null;
        }

        var at = address.LastIndexOf('@');
        try
        {
            var domain = new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(address[(at + 1)..])
                .ToLowerInvariant();
            var whole = $"{address[..at]}@{domain}";
            return domain.Contains('.', StringComparison.Ordinal) && Ascii(address[..at]) && whole.Length <= MaxLength
                ? whole
                : null;
        }
        catch (ArgumentException)
        {
            // Not a name of a domain.
            return null;
        }
    }

    /// <summary>Few servers take other letters before the @.</summary>
    private static bool Ascii(string local) => local.All(char.IsAscii);
}
