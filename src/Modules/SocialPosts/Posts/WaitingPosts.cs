using System.Security.Claims;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Posts;

/// <summary>What waits for a person who may release: posts to approve, posts that were not sent, posts about withdrawn texts.</summary>
internal sealed class WaitingPosts(ConcordDb db, WithdrawnPosts withdrawn) : IWaitingWork
{
    private const string Page = "/social-posts";

    public async Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        if (!person.May(DeskPolicies.Release))
        {
            return [];
        }

        var counts = await db.Set<SocialPost>()
            .Where(row =>
                row.State == SocialPostState.Draft || row.State == SocialPostState.Failed || row.State == SocialPostState.Unknown
            )
            .GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        var drafts = counts.Where(row => row.State == SocialPostState.Draft).Sum(row => row.Count);
        return
        [
            .. new[]
            {
                Work("socialposts.waiting.drafts", drafts, "draft"),
                Work("socialposts.waiting.failed", counts.Sum(row => row.Count) - drafts, "failed"),
                Work("socialposts.waiting.withdrawn", (await withdrawn.FindAsync(cancellation)).Count, "withdrawn"),
            }.OfType<WaitingWork>(),
        ];
    }

    private static WaitingWork? Work(string key, int count, string filter) =>
        count == 0 ? null : new WaitingWork(key, count, IsAtLeast: false) { Path = $"{Page}?state={filter}" };
}

/// <summary>The link from a document to its posts, with what goes out at its release.</summary>
internal sealed class SocialPostsOfDocument(ConcordDb db, SocialAccounts accounts, IDocumentOutlines documents)
    : IDocumentDeskLink
{
    public async Task<DocumentDeskLink?> OfAsync(
        Guid document,
        string slug,
        ClaimsPrincipal person,
        CancellationToken cancellation
    )
    {
        if (accounts.All.Count == 0 || !person.May(DeskPolicies.Read) || await documents.FindAsync(slug, cancellation) is null)
        {
            return null;
        }

        var counts = await db.Set<SocialPost>()
            .Where(row => row.DocumentId == document)
            .Where(row => row.State == SocialPostState.Draft || row.State == SocialPostState.Approved)
            .GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        int Of(SocialPostState state) => counts.Find(row => row.State == state)?.Count ?? 0;
        return new DocumentDeskLink($"/documents/{slug}/social-posts", "socialposts.title")
        {
            GoesOut = Of(SocialPostState.Approved) is > 0 and var approved ? ("socialposts.goes-out", approved) : null,
            Undecided = Of(SocialPostState.Draft) is > 0 and var drafts ? ("socialposts.undecided", drafts) : null,
        };
    }
}
