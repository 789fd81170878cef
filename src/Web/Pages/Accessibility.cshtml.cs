using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Web.Accessibility;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Pages;

/// <summary>What was checked, how, and with what result; from the results of the tests.</summary>
[CachedResponse]
internal sealed class AccessibilityModel(Localizer localizer) : PageModel
{
    public AccessibilityResults Results { get; } = AccessibilityResults.Read();

    public void OnGet() =>
        new PageHead
        {
            Title = localizer["access.title"],
            Description = localizer["access.lead"],
            Path = "/accessibility",
            Section = "accessibility",
        }.PutInto(ViewData);
}
