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
        var until = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        return protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{revision:N}.{until}"));
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
            return until > time.GetUtcNow() ? Audience.Preview(Guid.ParseExact(parts[0], "N")) : Audience.Public;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return Audience.Public;
        }
    }
}
