using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Stores what was read from a source: adds new posts, updates changed ones, deletes those that were deleted there. A post is
/// never stored twice.
/// </summary>
internal sealed partial class IngestPosts(
    ConcordDb db,
    PreparePost prepare,
    ModeratePost moderate,
    WritePost write,
    ResolvePosts resolve,
    PostPictures pictures,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<IngestPosts> log
)
{
    /// <summary>Of one poll; of an archive only the newest are taken.</summary>
    private const int MaxNew = 200;

    /// <summary>Posts in one transaction; their pictures are in memory until then.</summary>
    private const int BatchSize = 20;

    public async Task<IngestCounts> RunAsync(WallSource source, SourceResult result, Actor actor, CancellationToken cancellation)
    {
        // Oldest first, so that the first of two duplicates is the one that is shown.
        var newest = result
            .Posts.Where(IsKeepable)
            .DistinctBy(draft => draft.Id, StringComparer.Ordinal)
            .Reverse()
            .OrderBy(draft => draft.At ?? DateTimeOffset.MaxValue)
            .TakeLast(MaxNew);
        var posts = (await resolve.RunAsync(source.Slug, [.. newest], cancellation)).DistinctBy(
            draft => draft.Id,
            StringComparer.Ordinal
        );
        var (counts, budget) = (IngestCounts.None, new PictureBudget(time));
        foreach (var batch in posts.Chunk(BatchSize))
        {
            counts += await TryIngestAsync(source, batch, budget, actor, cancellation);
        }

        var deleted = await DeleteAsync(source.Slug, [.. result.Deleted.Select(ResolvePosts.KeyOf)], actor, cancellation);
        return counts with { Deleted = deleted };
    }

    /// <summary>Where a batch fails its posts are stored one by one, so that one of them does not stop the others.</summary>
    private async Task<IngestCounts> TryIngestAsync(
        WallSource source,
        FetchedPost[] batch,
        PictureBudget budget,
        Actor actor,
        CancellationToken cancellation
    )
    {
        try
        {
            return await IngestBatchAsync(source, batch, budget, actor, cancellation);
        }
#pragma warning disable CA1031 // The post is reported and read again.
        catch (Exception failure) when (failure is not OperationCanceledException && !database.IsOutage(failure))
#pragma warning restore CA1031
        {
            db.Discard();
            if (batch is [var one])
            {
                Failed(log, failure, one.Id, source.Slug);
                return new IngestCounts(Failed: 1);
            }
        }

        var counts = IngestCounts.None;
        foreach (var post in batch)
        {
            counts += await TryIngestAsync(source, [post], budget, actor, cancellation);
        }

        return counts;
    }

    /// <summary>No fault of a post: trying each of them again would only fetch all pictures again.</summary>
    /// <summary>One transaction; the network is used before it.</summary>
    private async Task<IngestCounts> IngestBatchAsync(
        WallSource source,
        FetchedPost[] batch,
        PictureBudget budget,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var ready = await PrepareAsync(source, batch, budget, cancellation);
        if (ready.Count == 0)
        {
            return IngestCounts.None;
        }

        await pictures.AddFilesAsync(ready, actor, cancellation);
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var ids = ready.ConvertAll(one => one.Draft.Id);
        var known = await db.Set<Post>()
            .Where(post => post.Source == source.Slug && ids.Contains(post.SourceId))
            .Include(post => post.Topics)
            .Include(post => post.Pictures)
            .AsSplitQuery()
            .ToDictionaryAsync(post => post.SourceId, cancellation);
        var rules = await BlockList.ReadAsync(db, cancellation);
        var similar = await moderate.FindSimilarAsync(source, ready.Select(one => one.Text), cancellation);
        var (added, edited) = (new List<Post>(), new List<Post>());
        foreach (var one in ready)
        {
            if (known.GetValueOrDefault(one.Draft.Id) is not { } post)
            {
                added.Add(write.Add(source, one, rules, similar, actor));
                similar.Add(added[^1]);
            }
            else if (
                PostDigest.IsChanged(post.SourceDigest, one.Draft)
                || PostDigest.IsDateCorrected(post.At, post.IsUndated, post.ImportedAt, one.Draft)
            )
            {
                await write.ChangeAsync(post, source, one, rules, similar, actor, cancellation);
                edited.Add(post);
            }
        }

        var pending = added.Concat(edited).Count(post => post.State == PostState.PendingReview);
        if (added.Count + edited.Count > 0)
        {
            db.Record(
                new PostsIngested(source.Slug, added.Count, edited.Count, pending)
                {
                    Actor = actor,
                    Subject = $"source:{source.Slug}",
                }
            );
        }

        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return new IngestCounts(added.Count, edited.Count, pending);
    }

    /// <summary>Prepares what is new or changed; of a changed post only the pictures that are not stored yet.</summary>
    private async Task<List<PreparedPost>> PrepareAsync(
        WallSource source,
        FetchedPost[] batch,
        PictureBudget budget,
        CancellationToken cancellation
    )
    {
        var ids = batch.Select(draft => draft.Id).ToList();
        var known = await db.Set<Post>()
            .Where(post => post.Source == source.Slug && ids.Contains(post.SourceId))
            .Select(post => new
            {
                post.SourceId,
                post.SourceDigest,
                post.At,
                post.IsUndated,
                post.ImportedAt,
                Kept = post.Pictures.Select(picture => picture.Address).ToList(),
            })
            .ToDictionaryAsync(post => post.SourceId, cancellation);
        var ready = new List<PreparedPost>();
        foreach (var draft in batch)
        {
            var post = known.GetValueOrDefault(draft.Id);
            if (
                post is null
                || PostDigest.IsChanged(post.SourceDigest, draft)
                || PostDigest.IsDateCorrected(post.At, post.IsUndated, post.ImportedAt, draft)
            )
            {
                ready.Add(await prepare.RunAsync(draft, [.. (post?.Kept ?? []).OfType<string>()], budget, cancellation));
            }
        }

        return ready;
    }

    /// <summary>
    /// Deletes posts that were deleted at their source, with their pictures; a duplicate takes the place of each.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> DeleteAsync(
        string source,
        IReadOnlyCollection<string> ids,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (ids.Count == 0)
        {
            return 0;
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var posts = await db.Set<Post>()
            .Where(post => post.Source == source && ids.Contains(post.SourceId) && post.State != PostState.Deleted)
            .Include(post => post.Pictures)
            .ToListAsync(cancellation);
        foreach (var post in posts)
        {
            post.SetState(PostState.Deleted, new ReviewReason(StateReason.DeletedAtSource));
            post.SuspectedDeletedAt = null;
            await moderate.PromoteDuplicateAsync(post.Id, suspected: null, cancellation);
        }

        await pictures.TakeDownAllAsync(posts, actor, cancellation);
        if (posts.Count > 0)
        {
            db.Record(
                new PostsDeleted(source, [.. posts.Select(post => post.Id)]) { Actor = actor, Subject = $"source:{source}" }
            );
        }

        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return posts.Count;
    }

    [LoggerMessage(1, LogLevel.Error, "The post {Post} of the source {Source} could not be stored.")]
    private static partial void Failed(ILogger log, Exception failure, string post, string source);

    /// <summary>What is left out of a poll, besides what could not be read.</summary>
    public static IEnumerable<PostFault> FaultsOf(SourceResult result)
    {
        foreach (var draft in result.Posts.Where(draft => !IsKeepable(draft)))
        {
            yield return new PostFault(draft.Id, "It has no text, picture or link and was left out.");
        }

        if (result.Posts.Count(IsKeepable) - MaxNew is > 0 and var more)
        {
            yield return new PostFault(
                Post: null,
                $"Only the {MaxNew} newest posts of one poll are stored; {more} older ones were left out."
            );
        }
    }

    private static bool IsKeepable(FetchedPost draft) =>
        draft.Id.Length > 0 && (draft.Text.Length > 0 || draft.Files.Count > 0 || draft.Quote is not null);
}
