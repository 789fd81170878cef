using System.Security.Claims;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Pages.Desk;

/// <summary>The first page of the workspace.</summary>
[Authorize(DeskPolicies.SignedIn)]
internal sealed class IndexModel : PageModel
{
    /// <summary>As colleagues know the person.</summary>
    public string Name => User.FindFirstValue(ClaimTypes.GivenName) ?? "";
}
