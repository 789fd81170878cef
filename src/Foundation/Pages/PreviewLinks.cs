using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Concord.Foundation.Pages;

/// <summary>
/// Preview links: an address with a token that shows one revision to whoever has it, for a limited time. Trust boundary: a
/// token is protected by the site's keys, and a broken or expired one is treated as none.
/// </summary>
public sealed class PreviewLinks(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Name of the query key.</summary>
    public const string QueryKey = "preview";

    private const int MaxToken = 1000;
    private readonly IDataProtector protector = protection.CreateProtector("Concord.Preview");

    public string TokenFor(Guid revision, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var until = (now + lifetime).ToUnixTimeSeconds();
        return protector.Protect(
            string.Create(CultureInfo.InvariantCulture, $"{revision:N}.{until}.{now.ToUnixTimeMilliseconds()}")
        );
    }

    /// <returns>The audience that a request's preview token names; the public where it has none that is valid.</returns>
    public Audience AudienceOf(HttpRequest request)
    {
        var token = request.Query[QueryKey].ToString();
        if (token.Length is 0 or > MaxToken)
        {
            return Audience.Public;
        }

        try
        {
            // The framework's time-limited tokens cannot be given a clock.
            var parts = protector.Unprotect(token).Split('.');
            var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            // Links of an earlier version do not say when they were made: whoever revokes links revokes them too.
            var issued = parts.Length > 2 ? long.Parse(parts[2], CultureInfo.InvariantCulture) : 0;
            return until > time.GetUtcNow()
                ? Audience.Preview(Guid.ParseExact(parts[0], "N"), DateTimeOffset.FromUnixTimeMilliseconds(issued).UtcDateTime)
                : Audience.Public;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return Audience.Public;
        }
    }
}
