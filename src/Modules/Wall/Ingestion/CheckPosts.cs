using Concord.Foundation;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>Asks sources whether posts are still there and unchanged; deletes and updates copies accordingly.</summary>
internal sealed class CheckPosts(ConcordDb db, IngestPosts ingest, ConfirmDeletions confirm, TimeProvider time)
{
    private const int OfOnePoll = 25;
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    /// <summary>Older posts are checked on demand.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(30);

    /// <summary>
    /// Checks some of the source's recent posts and of those suspected deleted, whatever their age, each once a day.
    /// </summary>
    public Task<IngestCounts> RunDueAsync(
        WallSource source,
        SourceRequest request,
        IPostSource protocol,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (due, young) = (now - Daily, now - Young);
        var posts = Kept(source)
            .Where(post => post.At > young || post.SuspectedDeletedAt != null)
            .Where(post => (post.CheckedAt ?? post.ImportedAt) < due);
        return CheckAsync(source, request, protocol, posts, actor, cancellation);
    }

    /// <summary>Checks all posts of the source that were not checked since <paramref name="since"/> (UTC).</summary>
    /// <param name="progress">Called with the number of posts checked so far.</param>
    public async Task<IngestCounts> RunAllAsync(
        WallSource source,
        SourceRequest request,
        IPostSource protocol,
        DateTime since,
        Actor actor,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        var (sum, count) = (IngestCounts.None, 0);
        var posts = Kept(source).Where(post => post.CheckedAt == null || post.CheckedAt < since);
        while (await posts.AnyAsync(cancellation))
        {
            sum += await CheckAsync(source, request, protocol, posts, actor, cancellation);
            progress?.Report(count += OfOnePoll);
        }

        return sum;
    }

    private IQueryable<Post> Kept(WallSource source) =>
        db.Set<Post>()
            .Where(post => post.Source == source.Slug)
            .Where(post => post.State != PostState.Hidden && post.State != PostState.Deleted);

    private async Task<IngestCounts> CheckAsync(
        WallSource source,
        SourceRequest request,
        IPostSource protocol,
        IQueryable<Post> posts,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var known = await posts
            .OrderBy(post => post.CheckedAt)
            .ThenByDescending(post => post.Order)
            .Take(OfOnePoll)
            .Select(post => new KnownPost(post.SourceId, post.Link))
            .ToListAsync(cancellation);
        if (known.Count == 0)
        {
            return IngestCounts.None;
        }

        var presence = await protocol.CheckAsync(request, known, cancellation);
        var (ids, now) = (known.ConvertAll(post => post.Id), time.GetUtcNow().UtcDateTime);
        await db.Set<Post>()
            .Where(post => post.Source == source.Slug && ids.Contains(post.SourceId))
            .ExecuteUpdateAsync(set => set.SetProperty(post => post.CheckedAt, now), cancellation);
        var result = new SourceResult(FetchOutcome.Fetched, request.Cursor) { Posts = presence.Present };
        await ingest.RunAsync(source, result, actor, cancellation);
        var (confirmed, suspected) = await confirm.RunAsync(source, presence, known.Count, actor, cancellation);
        return new IngestCounts(
            Deleted: await ingest.DeleteAsync(source.Slug, confirmed, actor, cancellation),
            SuspectedDeleted: suspected
        );
    }
}
