using System.Security.Claims;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Mail.Digest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Mail.Pages.Desk;

/// <summary>When the person is told by mail what waits for them.</summary>
[Authorize(DeskPolicies.SignedIn)]
internal sealed class MailPageModel(DigestSettings settings, Localizer localizer) : PageModel
{
    private const int Morning = 8;

    /// <summary>Names of the tz database that name a place.</summary>
    public static IReadOnlyList<string> Zones { get; } =
    [
        "UTC",
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public bool IsAvailable => settings.IsAvailable;

    public DigestChoice Choice { get; private set; } = null!;

    public bool WaitsForConfirmation { get; private set; }

    /// <summary>Last part of the key of what is said about the form that was sent; null before.</summary>
    public string? Result { get; private set; }

    public bool IsError { get; private set; }

    public async Task OnGetAsync(string? result, CancellationToken cancellation)
    {
        var saved = await settings.FindAsync(User.IdOf(), cancellation);
        Choice = saved is null
            ? new DigestChoice(DigestDays.Never, OwnAddress, Morning, "UTC", localizer.Language.Code)
            : new DigestChoice(saved.Days, saved.Address, saved.Hour, saved.Zone, saved.Language);
        WaitsForConfirmation = saved is { ConfirmedAt: null } && saved.Days != DigestDays.Never;
        Result = Enum.TryParse<DigestResult>(result, ignoreCase: true, out var known)
            ? known.ToString().ToLowerInvariant()
            : null;
    }

    public async Task<IActionResult> OnPostAsync(
        DigestDays days,
        int hour,
        string? zone,
        string? address,
        CancellationToken cancellation
    )
    {
        Choice = new DigestChoice(days, address ?? "", hour, zone ?? "", localizer.Language.Code);
        if (!settings.IsAvailable)
        {
            return NotFound();
        }

        var result = await settings.SaveAsync(User.IdOf(), Choice, cancellation);
        if (result is DigestResult.Saved or DigestResult.LinkSent or DigestResult.LinkSentBefore)
        {
            return RedirectToPage(new { result = result.ToString().ToLowerInvariant() });
        }

        (Result, IsError) = (result.ToString().ToLowerInvariant(), true);
        Response.StatusCode =
            result == DigestResult.LinkNotSent ? StatusCodes.Status502BadGateway : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Most people sign in with their address.</summary>
    private string OwnAddress =>
        User.FindFirstValue(ClaimTypes.Name) is { } name && name.Contains('@', StringComparison.Ordinal) ? name : "";
}
