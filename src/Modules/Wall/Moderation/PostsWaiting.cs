using System.Security.Claims;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Counts the posts that wait for a decision.</summary>
internal sealed class PostsWaiting(ConcordDb db) : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var waiting = person.May(DeskPolicies.Release)
            ? await db.Set<Post>().CountAsync(post => post.State == PostState.PendingReview, cancellation)
            : 0;
        return waiting == 0 ? [] : [new WaitingWork("moderation.waiting", waiting, IsAtLeast: false) { Path = "/wall" }];
    }
}
