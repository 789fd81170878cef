using System.Globalization;
using System.Security.Cryptography;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.DataProtection;

namespace Concord.Newsletters.Subscribers;

/// <summary>
/// The links in newsletters. Trust boundary: their tokens are protected by the keys of the site, and a broken or expired one is
/// treated as none.
/// </summary>
internal sealed class SubscriberLinks(
    IDataProtectionProvider protection,
    SiteAddress site,
    NewslettersOptions options,
    TimeProvider time
)
{
    private const int MaxToken = 1000;

    private readonly IDataProtector confirming = protection.CreateProtector("Concord.Newsletters.Confirm");
    private readonly IDataProtector managing = protection.CreateProtector("Concord.Newsletters.Manage");

    public string Confirm(Subscriber subscriber) =>
        AddressOf(subscriber, "confirm", confirming.Protect($"{ConfirmUntil():x}:{subscriber.Id:N}"));

    /// <summary>Valid for ever: mail lies in inboxes for years.</summary>
    public string Preferences(Subscriber subscriber) =>
        AddressOf(subscriber, "preferences", managing.Protect(subscriber.Id.ToString("N")));

    /// <summary>Valid for ever.</summary>
    public string Stop(Subscriber subscriber) => AddressOf(subscriber, "stop", managing.Protect(subscriber.Id.ToString("N")));

    /// <returns>The subscriber; null where the token is not valid or too old.</returns>
    public Guid? ReadConfirm(string token) =>
        Read(confirming, token)?.Split(':') is [var until, var id]
        && long.TryParse(until, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var seconds)
        && DateTimeOffset.FromUnixTimeSeconds(seconds) > time.GetUtcNow()
        && Guid.TryParseExact(id, "N", out var subscriber)
            ? subscriber
            : null;

    /// <returns>The subscriber; null where the token is not valid.</returns>
    public Guid? ReadManage(string token) =>
        Guid.TryParseExact(Read(managing, token), "N", out var subscriber) ? subscriber : null;

    private long ConfirmUntil() => time.GetUtcNow().AddDays(options.ConfirmDays).ToUnixTimeSeconds();

    private string AddressOf(Subscriber subscriber, string page, string token) =>
        $"{site.Public}/{subscriber.Language}/newsletter/{page}/{token}";

    /// <param name="token">Null where the address has a blank in its place.</param>
    private static string? Read(IDataProtector protector, string? token)
    {
        try
        {
            return token is { Length: > 0 and <= MaxToken } ? protector.Unprotect(token) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
