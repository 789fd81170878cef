using Concord.Foundation.Storage;
using Concord.Wall.Desk;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Intake;

/// <summary>Decides of a post that came in whether it is on the wall, waits for a person, or is another's copy.</summary>
internal sealed class JudgePost(ConcordDb db)
{
    /// <summary>Days between two posts that say the same of which one is the other's copy.</summary>
    private const int DaysToFold = 3;

    /// <param name="added">Posts of the same intake, not saved yet.</param>
    public async Task RunAsync(Post post, WallSource source, BanList bans, List<Post> added, CancellationToken cancellation)
    {
        var reason = ReasonToHold(post, source, bans);
        switch (await SameAsync(post, added, cancellation))
        {
            case { State: PostState.Hidden }:
                reason = "It says what a post says that was taken off the wall.";
                break;
            // One that waits does not keep from the wall what may be there.
            case { } same when same.State != PostState.Held || reason is not null:
                (post.State, post.FoldedInto) = (PostState.Folded, same.Id);
                return;
            default:
                break;
        }

        if (reason is not null)
        {
            (post.State, post.StateReason) = (PostState.Held, reason);
        }
    }

    /// <returns>Why a post waits for a person; null where it need not.</returns>
    public static string? ReasonToHold(Post post, WallSource source, BanList bans) =>
        bans.Meeting(post.Text, post.Warning) is { } ban ? BanDesk.ReasonOf(ban)
        : source.IsTrusted ? null
        : "Its source is not trusted.";

    /// <summary>The same text of the same voice within a few days: what one account says on two networks.</summary>
    private async Task<Post?> SameAsync(Post post, List<Post> added, CancellationToken cancellation)
    {
        if (post.Fingerprint.Length == 0)
        {
            return null;
        }

        var (from, until) = (post.At.AddDays(-DaysToFold), post.At.AddDays(DaysToFold));
        var kept = await db.Set<Post>()
            .AsNoTracking()
            .Where(other => other.Id != post.Id && other.Fingerprint == post.Fingerprint)
            .Where(other => other.At >= from && other.At <= until)
            .Where(other => other.State != PostState.Gone && other.State != PostState.Folded)
            .Where(other => post.Member != null ? other.Member == post.Member : other.Source == post.Source)
            .OrderBy(other => other.Order)
            .FirstOrDefaultAsync(cancellation);
        return kept
            ?? added.Find(other =>
                other.Fingerprint == post.Fingerprint && other.State != PostState.Folded && other.At >= from && other.At <= until
            );
    }
}
