using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Ingestion on demand: polling a source, checking its posts, adding a post by hand.</summary>
public sealed class IngestionCommands
{
    private readonly ConcordDb db;
    private readonly IReadOnlyList<IPostSource> protocols;
    private readonly PollSource poll;
    private readonly CheckPosts check;
    private readonly AddTypedPost add;
    private readonly WallOptions options;
    private readonly TimeProvider time;

    internal IngestionCommands(
        ConcordDb db,
        IEnumerable<IPostSource> protocols,
        PollSource poll,
        CheckPosts check,
        AddTypedPost add,
        WallOptions options,
        TimeProvider time
    )
    {
        (this.db, this.protocols, this.poll, this.check) = (db, [.. protocols], poll, check);
        (this.add, this.options, this.time) = (add, options, time);
    }

    /// <summary>Polls a source now.</summary>
    public async Task<ModerationResult> PollAsync(string slug, Actor actor, CancellationToken cancellation) =>
        await poll.RunAsync(slug, actor, cancellation) switch
        {
            null => new ModerationResult(ModerationCode.NotPolled, slug),
            { IsGood: false } outcome => new ModerationResult(ModerationCode.PollFailed, slug, outcome.Problem) { Source = slug },
            // A good result may have a problem too, such as a feed that is not well-formed.
            var outcome => new ModerationResult(ModerationCode.Done, slug, outcome.Problem)
            {
                Source = slug,
                Counts = outcome.Counts,
                FaultCount = outcome.FaultCount,
                Faults = outcome.Faults,
            },
        };

    /// <summary>Checks every stored post of a source.</summary>
    /// <param name="progress">Called with the number of posts checked so far.</param>
    public async Task<ModerationResult> CheckAsync(
        string slug,
        Actor actor,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        var source = await db.Set<WallSource>().AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        var protocol = protocols.FirstOrDefault(one => one.Kind == source?.Kind);
        if (source?.Address is not { } address || protocol is null)
        {
            return new ModerationResult(ModerationCode.NotPolled, slug);
        }

        var request = new SourceRequest(new Uri(address))
        {
            IsInternal = source.IsInternal,
            Token = source.Secret is { } secret ? options.SecretNamed(secret) : null,
        };
        var now = time.GetUtcNow().UtcDateTime;
        var counts = await check.RunAllAsync(source, request, protocol, now, actor, progress, cancellation);
        return new ModerationResult(ModerationCode.Done, slug) { Source = slug, Counts = counts };
    }

    /// <summary>Adds a post by hand; it goes live, since a person has read it, unless a block rule matches.</summary>
    public async Task<ModerationResult> AddAsync(NewPost post, Actor actor, CancellationToken cancellation)
    {
        var source = await db.Set<WallSource>().AsNoTracking().SingleOrDefaultAsync(row => row.Slug == post.Source, cancellation);
        if (source is null)
        {
            return new ModerationResult(ModerationCode.UnknownSource, post.Source);
        }

        if (string.IsNullOrWhiteSpace(post.Text))
        {
            return new ModerationResult(ModerationCode.TextMissing, post.Source);
        }

        return post.Link is { } link && JsonParts.WebOnly(link) is null
            ? new ModerationResult(ModerationCode.InvalidAddress, post.Source, link)
            : await add.RunAsync(source, post, actor, cancellation);
    }
}
