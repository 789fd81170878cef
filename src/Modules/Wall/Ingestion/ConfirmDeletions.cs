using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Decides whether to believe a source that reports posts deleted. A single one is confirmed at once. Many at once may mean
/// that the site is broken, moved or taken over: the posts leave the wall, and are deleted when the source has reported so for
/// <see cref="ConfirmationDays"/> days.
/// </summary>
internal sealed class ConfirmDeletions(ConcordDb db, ModeratePost moderate, TimeProvider time)
{
    public const int ConfirmationDays = 3;
    private const int MinToSuspect = 3;

    /// <param name="checkedCount">How many posts the source was asked about.</param>
    /// <returns>Source ids of the posts to delete, and how many became suspected.</returns>
    public async Task<(IReadOnlyList<string> Deleted, int SuspectedDeleted)> RunAsync(
        WallSource source,
        PresenceResult presence,
        int checkedCount,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var touched = db.Set<Post>()
            .Where(post => post.Source == source.Slug)
            .Where(post =>
                presence.Deleted.Contains(post.SourceId)
                || (presence.There.Contains(post.SourceId) && post.SuspectedDeletedAt != null)
            );
        if (!await touched.AnyAsync(cancellation))
        {
            // The common case; no lock is taken.
            return ([], 0);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var posts = await touched.ToListAsync(cancellation);
        var isReported = posts.ToLookup(post => presence.Deleted.Contains(post.SourceId));
        var isDoubtful = presence.Deleted.Count >= MinToSuspect && presence.Deleted.Count * 2 > checkedCount;
        var confirmed = isReported[true].Where(post => !isDoubtful || IsLongSuspected(post)).ToList();
        var suspected = isReported[true].Except(confirmed).Where(post => post.SuspectedDeletedAt is null).ToList();
        suspected.ForEach(Suspect);
        var reappeared = isReported[false].ToList();
        reappeared.ForEach(Restore);
        if (suspected.Count > 0)
        {
            db.Record(
                new PostsSuspectedDeleted(source.Slug, IdsOf(suspected)) { Actor = actor, Subject = $"source:{source.Slug}" }
            );
            foreach (var post in suspected.Where(post => post.State == PostState.SuspectedDeleted))
            {
                await moderate.PromoteDuplicateAsync(post.Id, IdsOf(suspected), cancellation);
            }
        }

        if (reappeared.Count > 0)
        {
            db.Record(new PostsReappeared(source.Slug, IdsOf(reappeared)) { Actor = actor, Subject = $"source:{source.Slug}" });
        }

        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return (confirmed.ConvertAll(post => post.SourceId), suspected.Count);
    }

    private bool IsLongSuspected(Post post) => post.SuspectedDeletedAt <= time.GetUtcNow().UtcDateTime.AddDays(-ConfirmationDays);

    /// <summary>A post that is pending or a duplicate is not shown anyway and keeps its state.</summary>
    private void Suspect(Post post)
    {
        post.SuspectedDeletedAt = time.GetUtcNow().UtcDateTime;
        if (post.State == PostState.Live)
        {
            post.SetState(PostState.SuspectedDeleted, new ReviewReason(StateReason.SuspectedDeleted));
        }
    }

    private static void Restore(Post post)
    {
        post.SuspectedDeletedAt = null;
        if (post.State == PostState.SuspectedDeleted)
        {
            post.SetState(PostState.Live, reason: null);
        }
    }

    private static List<Guid> IdsOf(List<Post> posts) => posts.ConvertAll(post => post.Id);
}
