using Concord.Foundation.Storage;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>Decides whether a new post is shown, reviewed, or a duplicate.</summary>
internal sealed class ModeratePost(ConcordDb db)
{
    /// <summary>The most days between a post and its duplicate.</summary>
    private const int DuplicateWindowDays = 3;

    /// <summary>Posts of the same voice that the new ones may duplicate: shown, or pending review.</summary>
    /// <param name="texts">Of the new posts.</param>
    public Task<List<Post>> FindSimilarAsync(WallSource source, IEnumerable<string> texts, CancellationToken cancellation)
    {
        var fingerprints = texts.Select(Plain.FingerprintOf).Where(print => print.Length > 0).ToList();
        return db.Set<Post>()
            .AsNoTracking()
            .Where(other => fingerprints.Contains(other.Fingerprint))
            .Where(other => source.Member != null ? other.Member == source.Member : other.Source == source.Slug)
            .Where(other =>
                other.State != PostState.Gone && other.State != PostState.Duplicate && other.State != PostState.SuspectedDeleted
            )
            .OrderBy(other => other.Order)
            .ToListAsync(cancellation);
    }

    /// <param name="said"><see cref="FindSimilarAsync"/>, and the posts added since.</param>
    public static void Run(Post post, WallSource source, BlockList bans, IEnumerable<Post> said)
    {
        var reason = ReasonToReview(post, source, bans);
        switch (said.FirstOrDefault(other => IsDuplicateOf(post, other)))
        {
            case { State: PostState.Hidden }:
                reason = "It says what a post says that was taken off the wall.";
                break;
            // A pending post does not keep one that may be shown off the wall.
            case { } same when same.State != PostState.PendingReview || reason is not null:
                (post.State, post.DuplicateOf) = (PostState.Duplicate, same.Id);
                return;
            default:
                break;
        }

        if (reason is not null)
        {
            (post.State, post.StateReason) = (PostState.PendingReview, reason);
        }
    }

    /// <returns>Why a post has to be reviewed; null where it need not.</returns>
    public static string? ReasonToReview(Post post, WallSource source, BlockList bans) =>
        bans.Match(post.Text, post.Warning) is { } ban ? BlockRuleCommands.ReasonOf(ban)
        : source.IsTrusted ? null
        : "Its source is not trusted.";

    /// <summary>
    /// Lets the first duplicate of a post that is no longer shown take its place. Where that post is only suspected deleted,
    /// the duplicate is moderated as a new post, because a site that changed its addresses still has the text.
    /// </summary>
    /// <param name="missing">Posts suspected deleted together with it; null where it is deleted.</param>
    public async Task PromoteDuplicateAsync(Guid post, IReadOnlyCollection<Guid>? missing, CancellationToken cancellation)
    {
        var copies = await db.Set<Post>()
            .Where(copy => copy.DuplicateOf == post && copy.State == PostState.Duplicate)
            .Where(copy => missing == null || (copy.SuspectedDeletedAt == null && !missing.Contains(copy.Id)))
            .OrderBy(copy => copy.Order)
            .ToListAsync(cancellation);
        if (copies is not [var first, .. var others])
        {
            return;
        }

        first.DuplicateOf = null;
        if (missing is null)
        {
            // A person decided about the deleted post, not about this one.
            (first.State, first.StateReason) = (PostState.PendingReview, "The post it was a copy of is gone.");
        }
        else
        {
            var source = await db.Set<WallSource>().AsNoTracking().SingleAsync(row => row.Slug == first.Source, cancellation);
            first.State = PostState.Live;
            var said = await FindSimilarAsync(source, [first.Text], cancellation);
            Run(first, source, await BlockList.ReadAsync(db, cancellation), said.Where(other => !missing.Contains(other.Id)));
        }

        others.ForEach(other => other.DuplicateOf = first.DuplicateOf ?? first.Id);
    }

    /// <summary>The same text of the same voice within a few days, as of one account on two networks.</summary>
    private static bool IsDuplicateOf(Post post, Post other) =>
        post.Fingerprint.Length > 0
        && other.Fingerprint == post.Fingerprint
        && other.Id != post.Id
        && other.State != PostState.Duplicate
        && (other.At - post.At).Duration() <= TimeSpan.FromDays(DuplicateWindowDays)
        && (post.Member is not null ? other.Member == post.Member : other.Source == post.Source);
}
