using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsletters.Pages.Newsletter;

/// <summary>Pages that belong to the link of one reader.</summary>
internal static class PersonalPage
{
    /// <summary>Keeps the page out of caches, search engines and the links of other pages.</summary>
    public static void HideFromSearch(this PageModel page, string title)
    {
        page.Response.Headers.CacheControl = "no-store";
        new PageHead
        {
            Title = title,
            Path = "/newsletter",
            Section = "newsletter",
            IsHidden = true,
        }.PutInto(page.ViewData);
    }
}
