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
                other.State != PostState.Deleted
                && other.State != PostState.Duplicate
                && other.State != PostState.SuspectedDeleted
            )
            .OrderBy(other => other.Order)
            .ToListAsync(cancellation);
    }

    /// <param name="similar"><see cref="FindSimilarAsync"/>, and the posts added since.</param>
    public static void Run(Post post, WallSource source, BlockList rules, IEnumerable<Post> similar)
    {
        var reason = ReasonToReview(post, source, rules);
        switch (similar.FirstOrDefault(other => IsDuplicateOf(post, other)))
        {
            case { State: PostState.Hidden }:
                reason = new ReviewReason(StateReason.RepeatsHiddenPost);
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
            post.SetState(PostState.PendingReview, reason);
        }
    }

    /// <returns>Why a post has to be reviewed; null where it need not.</returns>
    public static ReviewReason? ReasonToReview(Post post, WallSource source, BlockList rules) =>
        rules.Match(PostContent.Of(post)) is { } rule ? BlockRuleCommands.ReasonOf(rule)
        : source.IsTrusted ? null
        : new ReviewReason(StateReason.UntrustedSource);

    /// <summary>
    /// Lets the first duplicate of a post that is no longer shown take its place. Where that post is only suspected deleted,
    /// the duplicate is moderated as a new post, because a site that changed its addresses still has the text.
    /// </summary>
    /// <param name="suspected">Posts suspected deleted together with it; null where it is deleted.</param>
    public async Task PromoteDuplicateAsync(Guid post, IReadOnlyCollection<Guid>? suspected, CancellationToken cancellation)
    {
        var copies = await db.Set<Post>()
            .Where(copy => copy.DuplicateOf == post && copy.State == PostState.Duplicate)
            .Where(copy => suspected == null || (copy.SuspectedDeletedAt == null && !suspected.Contains(copy.Id)))
            .OrderBy(copy => copy.Order)
            .ToListAsync(cancellation);
        if (copies is not [var first, .. var others])
        {
            return;
        }

        first.DuplicateOf = null;
        if (suspected is null)
        {
            // A person decided about the deleted post, not about this one.
            first.SetState(PostState.PendingReview, new ReviewReason(StateReason.OriginalDeleted));
        }
        else
        {
            var source = await db.Set<WallSource>().AsNoTracking().SingleAsync(row => row.Slug == first.Source, cancellation);
            first.SetState(PostState.Live, reason: null);
            var similar = await FindSimilarAsync(source, [first.Text], cancellation);
            Run(
                first,
                source,
                await BlockList.ReadAsync(db, cancellation),
                similar.Where(other => !suspected.Contains(other.Id))
            );
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
