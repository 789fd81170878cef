using Concord.Foundation.Storage;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>Decides of a post that came in whether it is on the wall, waits for a person, or is another's copy.</summary>
internal sealed class ModeratePost(ConcordDb db)
{
    /// <summary>Days between two posts that say the same of which one is the other's copy.</summary>
    private const int DuplicateWindowDays = 3;

    /// <summary>What may say the same as posts that come in: shown or waiting, of the same voice.</summary>
    /// <param name="texts">Of the posts that come in.</param>
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

    /// <param name="said"><see cref="FindSimilarAsync"/>, and what came in since.</param>
    public static void Run(Post post, WallSource source, BlockList bans, IEnumerable<Post> said)
    {
        var reason = ReasonToReview(post, source, bans);
        switch (said.FirstOrDefault(other => IsDuplicateOf(post, other)))
        {
            case { State: PostState.Hidden }:
                reason = "It says what a post says that was taken off the wall.";
                break;
            // One that waits does not keep from the wall what may be there.
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

    /// <returns>Why a post waits for a person; null where it need not.</returns>
    public static string? ReasonToReview(Post post, WallSource source, BlockList bans) =>
        bans.Match(post.Text, post.Warning) is { } ban ? BlockRuleCommands.ReasonOf(ban)
        : source.IsTrusted ? null
        : "Its source is not trusted.";

    /// <summary>
    /// Lets the first copy of a post that is no longer shown stand for it. Where that is only missing, the copy is judged for
    /// itself: a site that gave all its posts new addresses still says what it said.
    /// </summary>
    /// <param name="missing">What is missing together with it; null where it is gone.</param>
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
            // Whether it may be seen was decided of the one that is gone, not of this: a person looks.
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

    /// <summary>The same text of the same voice within a few days: what one account says on two networks.</summary>
    private static bool IsDuplicateOf(Post post, Post other) =>
        post.Fingerprint.Length > 0
        && other.Fingerprint == post.Fingerprint
        && other.Id != post.Id
        && other.State != PostState.Duplicate
        && (other.At - post.At).Duration() <= TimeSpan.FromDays(DuplicateWindowDays)
        && (post.Member is not null ? other.Member == post.Member : other.Source == post.Source);
}
