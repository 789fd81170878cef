using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.SocialPosts.Posts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.SocialPosts.Pages.Desk;

/// <summary>All posts on social networks, by what became of them.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class SocialPostsModel(SocialPostsOverview overview, SocialAccounts accounts, Localizer localizer) : PageModel
{
    public static IReadOnlyList<string> Filters { get; } = ["draft", "waiting", "failed", "sent", "withdrawn"];

    public IReadOnlyList<SocialPost> Posts { get; private set; } = [];

    public PagingLinks? Paging { get; private set; }

    /// <summary>Null for all.</summary>
    public string? Filter { get; private set; }

    public bool HasAccounts => accounts.All.Count > 0;

    public async Task<IActionResult> OnGetAsync(string? state, CancellationToken cancellation)
    {
        Filter = state is not null && Filters.Contains(state) ? state : null;
        if (Concord.Foundation.Pages.Paging.Read(Request.Query["page"]) is not { } number)
        {
            return NotFound();
        }

        (var paging, Posts) = await overview.ReadAsync(Filter, number, cancellation);
        var query = Filter is null ? "" : $"state={Filter}";
        Paging =
            paging.Pages > 1
                ? new PagingLinks(
                    paging,
                    page =>
                        $"/desk/{localizer.Language.Code}/social-posts?{query}{(query.Length > 0 && page > 1 ? "&" : "")}{(page > 1 ? $"page={page}" : "")}".TrimEnd(
                            '?'
                        )
                )
                : null;
        return paging.Exists ? Page() : NotFound();
    }
}
