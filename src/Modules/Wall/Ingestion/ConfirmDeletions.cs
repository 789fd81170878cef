using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Decides whether to believe a source that says posts are gone. A single one is believed at once. Many at once may mean that
/// the site is broken, moved or taken over: the posts leave the wall, and are deleted when the source has said so for <see
/// cref="ConfirmationDays"/> days.
/// </summary>
internal sealed class ConfirmDeletions(ConcordDb db, ModeratePost judge, TimeProvider time)
{
    public const int ConfirmationDays = 3;
    private const int MinToSuspect = 3;
    private const string Reason = "Its source says that it is gone, and says so of many at once.";

    /// <param name="asked">How many posts the source was asked about.</param>
    /// <returns>Source ids of the posts to delete, and how many became suspected.</returns>
    public async Task<(IReadOnlyList<string> Gone, int SuspectedDeleted)> RunAsync(
        WallSource source,
        PresenceResult said,
        int asked,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var touched = db.Set<Post>()
            .Where(post => post.Source == source.Slug)
            .Where(post =>
                said.Gone.Contains(post.SourceId) || (said.There.Contains(post.SourceId) && post.SuspectedDeletedAt != null)
            );
        if (!await touched.AnyAsync(cancellation))
        {
            // The common case; no lock is taken.
            return ([], 0);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var posts = await touched.ToListAsync(cancellation);
        var isSaidGone = posts.ToLookup(post => said.Gone.Contains(post.SourceId));
        var isDoubted = said.Gone.Count >= MinToSuspect && said.Gone.Count * 2 > asked;
        var believed = isSaidGone[true].Where(post => !isDoubted || IsLongMissing(post)).ToList();
        var missing = isSaidGone[true].Except(believed).Where(post => post.SuspectedDeletedAt is null).ToList();
        missing.ForEach(Miss);
        var back = isSaidGone[false].ToList();
        back.ForEach(GiveBack);
        if (missing.Count > 0)
        {
            db.Record(
                new PostsSuspectedDeleted(source.Slug, IdsOf(missing)) { Actor = actor, Subject = $"source:{source.Slug}" }
            );
            foreach (var post in missing.Where(post => post.State == PostState.SuspectedDeleted))
            {
                await judge.PromoteDuplicateAsync(post.Id, IdsOf(missing), cancellation);
            }
        }

        if (back.Count > 0)
        {
            db.Record(new PostsReappeared(source.Slug, IdsOf(back)) { Actor = actor, Subject = $"source:{source.Slug}" });
        }

        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return (believed.ConvertAll(post => post.SourceId), missing.Count);
    }

    private bool IsLongMissing(Post post) => post.SuspectedDeletedAt <= time.GetUtcNow().UtcDateTime.AddDays(-ConfirmationDays);

    /// <summary>A post that is pending or a duplicate is not shown anyway and keeps its state.</summary>
    private void Miss(Post post)
    {
        post.SuspectedDeletedAt = time.GetUtcNow().UtcDateTime;
        if (post.State == PostState.Live)
        {
            (post.State, post.StateReason) = (PostState.SuspectedDeleted, Reason);
        }
    }

    private static void GiveBack(Post post)
    {
        post.SuspectedDeletedAt = null;
        if (post.State == PostState.SuspectedDeleted)
        {
            (post.State, post.StateReason) = (PostState.Live, null);
        }
    }

    private static List<Guid> IdsOf(List<Post> posts) => posts.ConvertAll(post => post.Id);
}
