using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Newsroom.Desk;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>The newest text of an edition as readers will see it, on a phone and on a desk, with the link to pass on.</summary>
[Authorize(DeskPolicies.Read)]
[FramesOwnPages]
internal sealed class PreviewModel(
    EditionDesk desk,
    PreviewLinks previews,
    SiteAddress site,
    TimeProvider time,
    LanguageSet languages
) : PageModel
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>CSS pixels.</summary>
    private static readonly IReadOnlyDictionary<string, int> Widths = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["phone"] = 360,
        ["desktop"] = 1280,
    };

    public EditionOnDesk Shown { get; private set; } = null!;

    public Language Language { get; private set; } = null!;

    /// <summary><c>phone</c> or <c>desktop</c>.</summary>
    public string Device { get; private set; } = "phone";

    public int Width => Widths[Device];

    public static IEnumerable<string> Devices => Widths.Keys;

    /// <summary>From the first slash.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The whole address, to pass on.</summary>
    public string Link => site.Of(Request, Path);

    /// <summary>UTC.</summary>
    public DateTime Until { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, string language, string? device, CancellationToken cancellation)
    {
        if (
            languages.Find(language) is not { } known
            || await desk.ReadAsync(slug, known.Code, cancellation) is not { Newest: { } newest } shown
        )
        {
            return NotFound();
        }

        (Shown, Language) = (shown, known);
        Device = device is not null && Widths.ContainsKey(device) ? device : Device;
        Until = time.GetUtcNow().UtcDateTime + Lifetime;
        Path =
            $"{DocumentAddress.Of(known.Code, shown.Document.Kind, slug)}?{PreviewLinks.QueryKey}={previews.TokenFor(newest.Id, Lifetime)}";
        return Page();
    }
}
