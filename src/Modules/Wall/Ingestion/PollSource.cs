using Concord.Foundation;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concord.Wall.Ingestion;

/// <summary>Polls one source, ingests what it returns, and schedules the next poll.</summary>
internal sealed partial class PollSource(
    ConcordDb db,
    IEnumerable<IPostSource> protocols,
    IngestPosts ingest,
    CheckPosts check,
    WallOptions options,
    WallMeter meter,
    TimeProvider time,
    ILogger<PollSource> log
)
{
    /// <summary>For a poll as a whole, pictures included; shorter than the lease of <see cref="PollSources"/>.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(10);

    private const int MaxFaultsShown = 20;

    /// <returns>Null where there is no such source, or it is not polled.</returns>
    public async Task<PollOutcome?> RunAsync(string slug, Actor actor, CancellationToken cancellation)
    {
        var source = await db.Set<WallSource>().AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        var state = await db.Set<PollState>().AsNoTracking().SingleOrDefaultAsync(row => row.Source == slug, cancellation);
        var protocol = protocols.FirstOrDefault(one => one.Kind == source?.Kind);
        if (source?.Address is not { } address || state is null || protocol is null)
        {
            return null;
        }

        var request = new SourceRequest(new Uri(address))
        {
            IsInternal = source.IsInternal,
            Cursor = state.Cursor,
            Token = source.Secret is { } secret ? options.SecretNamed(secret) : null,
        };
        var (result, counts) = await ReadAsync(source, request, protocol, actor, cancellation);
        var transition = await NoteAsync(source, state, result, actor, cancellation);
        meter.Polled(source.Kind, result.IsGood, counts);
        return new PollOutcome(result.IsGood, result.Problem, counts, transition)
        {
            FaultCount = result.Faults.Count,
            Faults = Written(result.Faults),
        };
    }

    /// <returns>A failed result in place of any exception: a source that fails is shown as failed, whatever the reason.</returns>
    private async Task<(SourceResult Result, IngestCounts Counts)> ReadAsync(
        WallSource source,
        SourceRequest request,
        IPostSource protocol,
        Actor actor,
        CancellationToken cancellation
    )
    {
        using var limit = new CancellationTokenSource(MaxDuration, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await ReadAndIngestAsync(source, request, protocol, actor, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            db.Discard();
            return (Failed(request, $"The poll took longer than {MaxDuration.TotalMinutes} minutes."), IngestCounts.None);
        }
#pragma warning disable CA1031 // Whatever a source sends, it must not look as if it had not been polled.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            db.Discard();
            Unexpected(log, failure, source.Slug);
            return (Failed(request, $"Its answer could not be processed: {failure.Message}"), IngestCounts.None);
        }
    }

    private async Task<(SourceResult Result, IngestCounts Counts)> ReadAndIngestAsync(
        WallSource source,
        SourceRequest request,
        IPostSource protocol,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var result =
            source.Secret is { } name && request.Token is null
                ? Failed(request, $"The secret “{name}” is not set: set Concord__Wall__Secrets__{name}.")
                : await protocol.ReadAsync(request, cancellation);
        if (result.MovedTo is { } moved && !SourceMove.IsSafe(request.Address, moved))
        {
            // What another server returned is not the source's: none of it is stored.
            return (Failed(request, $"It has moved to {moved}.") with { MovedTo = moved }, IngestCounts.None);
        }

        result = result with { Faults = [.. result.Faults, .. IngestPosts.FaultsOf(result)] };
        if (result.IsGone)
        {
            result = result with { Problem = "The server says that it has gone for good (410). It is not polled any more." };
        }

        // The cursor is saved last: a poll that is interrupted is repeated, and stores nothing twice.
        var counts = await ingest.RunAsync(source, result, actor, cancellation);
        if (result.IsGood)
        {
            var found = await check.RunDueAsync(source, request, protocol, actor, cancellation);
            counts = counts with { Deleted = counts.Deleted + found.Deleted, SuspectedDeleted = found.SuspectedDeleted };
        }

        if (counts.Failed > 0)
        {
            // With the old cursor they are read again.
            result = result with
            {
                Cursor = request.Cursor,
                Problem = $"{counts.Failed} of its posts could not be stored; the log says why.",
            };
        }

        return (result, counts);
    }

    private static SourceResult Failed(SourceRequest request, string problem) =>
        new(FetchOutcome.Refused, request.Cursor) { Problem = problem };

    private async Task<PollTransition> NoteAsync(
        WallSource source,
        PollState state,
        SourceResult result,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var failures = result.IsGood ? 0 : state.Failures + 1;
#pragma warning disable CA5394 // Spreads requests over time; nobody gains by guessing it.
        var next = now + options.Schedule.WaitAfter(failures, result.Wait, Random.Shared.NextDouble());
#pragma warning restore CA5394
        var (cursor, faults) = (result.Cursor, Written(result.Faults));
        await db.Set<PollState>()
            .Where(row => row.Source == source.Slug)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.EntityTag, Bounded(cursor.EntityTag))
                        .SetProperty(
                            row => row.LastModified,
                            cursor.LastModified == null ? null : cursor.LastModified.Value.UtcDateTime
                        )
                        .SetProperty(row => row.Newest, Bounded(cursor.Newest))
                        .SetProperty(row => row.Account, Bounded(cursor.Account))
                        .SetProperty(row => row.NextAt, next)
                        .SetProperty(row => row.TriedAt, now)
                        .SetProperty(row => row.GoodAt, row => result.IsGood ? now : row.GoodAt)
                        .SetProperty(row => row.Failures, failures)
                        .SetProperty(row => row.Error, result.Problem)
                        .SetProperty(row => row.FaultCount, result.Faults.Count)
                        .SetProperty(row => row.Faults, faults.Count == 0 ? null : string.Join('\n', faults)),
                cancellation
            );
        var transition = RecordTransition(source, state.Failures, failures, result, actor);
        await db.SaveChangesAsync(cancellation);
        if (result.IsGone)
        {
            await PauseGoneAsync(source.Slug, actor, cancellation);
        }

        if (result.MovedTo is { } moved && moved.AbsoluteUri != source.Address)
        {
            await MoveAsync(source.Slug, moved, actor, cancellation);
        }

        return transition;
    }

    private async Task PauseGoneAsync(string slug, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var source = await db.Set<WallSource>().SingleAsync(row => row.Slug == slug, cancellation);
        source.IsPaused = true;
        db.Record(new SourceGone(slug) { Actor = actor, Subject = $"source:{slug}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
    }

    /// <summary>The first faults as lines for the operator.</summary>
    private static List<string> Written(IEnumerable<PostFault> faults)
    {
        var (lines, length) = (new List<string>(), 0);
        foreach (var fault in faults.Take(MaxFaultsShown))
        {
            var text = CleanText.Of(fault.Post is { } post ? $"{post}: {fault.What}" : fault.What).ReplaceLineEndings(" ");
            var line = PostColumns.Cut(text)!;
            length += line.Length + 1;
            if (length > PollState.MaxFaults)
            {
                break;
            }

            lines.Add(line);
        }

        return lines;
    }

    private async Task MoveAsync(string slug, Uri address, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var source = await db.Set<WallSource>().SingleAsync(row => row.Slug == slug, cancellation);
        var (from, to) = (source.Address ?? "", address.AbsoluteUri);
        if (SourceMove.IsSafe(new Uri(from), address))
        {
            db.Record(new SourceMoved(slug, from, to) { Actor = actor, Subject = $"source:{slug}" });
            source.Address = to;
        }
        else if (!source.IsPaused || source.ProposedAddress != to)
        {
            (source.IsPaused, source.IsTrusted, source.IsInternal, source.Secret) = (true, false, false, null);
            source.ProposedAddress = to.Length <= SourceMove.MaxAddress ? to : null;
            db.Record(new SourceMoveHeld(slug, from, to) { Actor = actor, Subject = $"source:{slug}" });
        }

        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
    }

    /// <summary>Reported once on failure and once on recovery.</summary>
    private PollTransition RecordTransition(WallSource source, int before, int failures, SourceResult result, Actor actor)
    {
        if (failures == PollSchedule.FailuresToReport)
        {
            var error = result.Problem ?? $"{result.Outcome}";
            db.Record(new SourceFailed(source.Slug, error) { Actor = actor, Subject = $"source:{source.Slug}" });
            return PollTransition.Failed;
        }

        if (failures == 0 && before >= PollSchedule.FailuresToReport)
        {
            db.Record(new SourceRecovered(source.Slug) { Actor = actor, Subject = $"source:{source.Slug}" });
            return PollTransition.Recovered;
        }

        return PollTransition.None;
    }

    [LoggerMessage(1, LogLevel.Error, "The answer of the source {Source} could not be processed.")]
    private static partial void Unexpected(ILogger log, Exception failure, string source);

    /// <summary>A cursor too long for its column is dropped; the source is then read from its beginning.</summary>
    private static string? Bounded(string? cursor) => cursor is { Length: > 2000 } ? null : cursor;
}

/// <param name="Problem">A sentence; also of a result that is good but incomplete.</param>
internal sealed record PollOutcome(bool IsGood, string? Problem, IngestCounts Counts, PollTransition Transition)
{
    /// <summary>Posts and parts of posts that could not be read.</summary>
    public int FaultCount { get; init; }

    /// <summary>The first of them, a line each.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary>Whether a poll changed a source between failed and recovered.</summary>
internal enum PollTransition
{
    None,
    Failed,
    Recovered,
}
