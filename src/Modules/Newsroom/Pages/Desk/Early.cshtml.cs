using Concord.Foundation.Pages;
using Concord.Newsroom.Embargo;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>An early reader finds the texts of a document that wait for their release.</summary>
[AllowAnonymous]
internal sealed class EarlyModel(EarlyReading reading, PreviewLinks previews) : PageModel
{
    /// <summary>So long after the link was revoked a page that was opened before can still be read.</summary>
    private static readonly TimeSpan PreviewLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Null where the link is not valid.</summary>
    public EmbargoedTexts? Shown { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken cancellation)
    {
        Shown = await reading.OpenAsync(token, cancellation);
        if (Shown is null)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }
    }

    public string PreviewOf(EmbargoedText text) =>
        $"{DocumentAddress.Of(text.Language, Shown!.Kind, Shown.Slug)}?{PreviewLinks.QueryKey}={previews.TokenFor(text.Revision, PreviewLifetime)}";
}
