using Concord.Foundation;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>Asks sources whether posts are still there and unchanged; deletes and updates copies accordingly.</summary>
internal sealed class CheckPosts(ConcordDb db, IngestPosts take, ConfirmDeletions believe, TimeProvider time)
{
    private const int OfOnePoll = 25;
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    /// <summary>Older posts are checked on demand.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(30);

    /// <summary>
    /// Checks some of the source's recent posts and of those suspected deleted, whatever their age, each once a day.
    /// </summary>
    public Task<CheckedPosts> RunDueAsync(
        WallSource source,
        SourceRequest question,
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
        return CheckAsync(source, question, protocol, posts, actor, cancellation);
    }

    /// <summary>Checks all posts of the source that were not checked since <paramref name="since"/> (UTC).</summary>
    /// <param name="progress">Called with the number of posts checked so far.</param>
    public async Task<CheckedPosts> RunAllAsync(
        WallSource source,
        SourceRequest question,
        IPostSource protocol,
        DateTime since,
        Actor actor,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        var (sum, asked) = (CheckedPosts.None, 0);
        var posts = Kept(source).Where(post => post.CheckedAt == null || post.CheckedAt < since);
        while (await posts.AnyAsync(cancellation))
        {
            sum += await CheckAsync(source, question, protocol, posts, actor, cancellation);
            progress?.Report(asked += OfOnePoll);
        }

        return sum;
    }

    private IQueryable<Post> Kept(WallSource source) =>
        db.Set<Post>()
            .Where(post => post.Source == source.Slug)
            .Where(post => post.State != PostState.Hidden && post.State != PostState.Gone);

    private async Task<CheckedPosts> CheckAsync(
        WallSource source,
        SourceRequest question,
        IPostSource protocol,
        IQueryable<Post> posts,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var some = await posts
            .OrderBy(post => post.CheckedAt)
            .ThenByDescending(post => post.Order)
            .Take(OfOnePoll)
            .Select(post => new KnownPost(post.SourceId, post.Link))
            .ToListAsync(cancellation);
        if (some.Count == 0)
        {
            return CheckedPosts.None;
        }

        var said = await protocol.CheckAsync(question, some, cancellation);
        var (ids, now) = (some.ConvertAll(post => post.Id), time.GetUtcNow().UtcDateTime);
        await db.Set<Post>()
            .Where(post => post.Source == source.Slug && ids.Contains(post.SourceId))
            .ExecuteUpdateAsync(set => set.SetProperty(post => post.CheckedAt, now), cancellation);
        var reading = new SourceResult(FetchOutcome.Fetched, question.Cursor) { Posts = said.Present };
        await take.RunAsync(source, reading, actor, cancellation);
        var (gone, missing) = await believe.RunAsync(source, said, some.Count, actor, cancellation);
        return new CheckedPosts(await take.DeleteAsync(source.Slug, gone, actor, cancellation), missing);
    }
}

/// <param name="Gone">Deleted.</param>
/// <param name="Missing">Suspected deleted.</param>
internal sealed record CheckedPosts(int Gone, int SuspectedDeleted)
{
    public static readonly CheckedPosts None = new(0, 0);

    public static CheckedPosts operator +(CheckedPosts a, CheckedPosts b) =>
        new(a.Gone + b.Gone, a.SuspectedDeleted + b.SuspectedDeleted);
}
