using Concord.Foundation;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>Polls one source, ingests what it returns, and schedules the next poll.</summary>
internal sealed class PollSource(
    ConcordDb db,
    IEnumerable<IPostSource> protocols,
    IngestPosts take,
    CheckPosts check,
    WallOptions options,
    WallMeter meter,
    TimeProvider time
)
{
    /// <returns>Null where there is no such source, or it is not polled.</returns>
    public async Task<PollOutcome?> RunAsync(string slug, Actor actor, CancellationToken cancellation)
    {
        var source = await db.Set<WallSource>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        var polling = await db.Set<PollState>().AsNoTracking().SingleOrDefaultAsync(row => row.Source == slug, cancellation);
        var protocol = protocols.FirstOrDefault(one => one.Kind == source?.Kind);
        if (source?.Address is not { } address || polling is null || protocol is null)
        {
            return null;
        }

        var question = new SourceRequest(new Uri(address))
        {
            IsInternal = source.IsInternal,
            Cursor = polling.Cursor,
            Token = source.Secret is { } secret ? options.SecretNamed(secret) : null,
        };
        var reading =
            source.Secret is { } name && question.Token is null
                ? new SourceResult(FetchOutcome.Refused, polling.Cursor)
                {
                    Problem = $"The secret “{name}” is not set: set Concord__Wall__Secrets__{name}.",
                }
                : await protocol.ReadAsync(question, cancellation);

        // The cursor is saved last: a poll that is interrupted is repeated, and stores nothing twice.
        var taken = await take.RunAsync(source, reading, actor, cancellation);
        if (reading.IsGood)
        {
            var found = await check.RunDueAsync(source, question, protocol, actor, cancellation);
            taken = taken with { Gone = taken.Gone + found.Gone, SuspectedDeleted = found.SuspectedDeleted };
        }

        var turn = await NoteAsync(source, polling, reading, actor, cancellation);
        meter.Polled(source.Kind, reading.IsGood, taken);
        return new PollOutcome(reading.IsGood, reading.Problem, taken, turn);
    }

    private async Task<PollTransition> NoteAsync(
        WallSource source,
        PollState polling,
        SourceResult reading,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var failures = reading.IsGood ? 0 : polling.ExceptionHandling + 1;
#pragma warning disable CA5394 // Spreads questions over time; nobody gains by guessing it.
        var next = now + options.Schedule.WaitAfter(failures, reading.Wait, Random.Shared.NextDouble());
#pragma warning restore CA5394
        var mark = reading.Cursor;
        await db.Set<PollState>()
            .Where(row => row.Source == source.Slug)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.EntityTag, Bounded(mark.EntityTag))
                        .SetProperty(
                            row => row.LastModified,
                            mark.LastModified == null ? null : mark.LastModified.Value.UtcDateTime
                        )
                        .SetProperty(row => row.Newest, Bounded(mark.Newest))
                        .SetProperty(row => row.Account, Bounded(mark.Account))
                        .SetProperty(row => row.NextAt, next)
                        .SetProperty(row => row.TriedAt, now)
                        .SetProperty(row => row.GoodAt, row => reading.IsGood ? now : row.GoodAt)
                        .SetProperty(row => row.ExceptionHandling, failures)
                        .SetProperty(row => row.Error, reading.Problem),
                cancellation
            );
        var turn = Tell(source, polling.ExceptionHandling, failures, reading, actor);
        if (reading.MovedTo is { } moved && moved.AbsoluteUri != source.Address && moved.AbsoluteUri.Length <= 2000)
        {
            source.Address = moved.AbsoluteUri;
            db.Record(
                new SourceEntered(source.Slug, source.Kind, source.Address, source.Member, source.IsTrusted)
                {
                    Actor = actor,
                    Subject = $"source:{source.Slug}",
                    Reason = "It has moved for good.",
                }
            );
        }

        await db.SaveChangesAsync(cancellation);
        return turn;
    }

    /// <summary>Reported once on failure and once on recovery.</summary>
    private PollTransition Tell(WallSource source, int before, int failures, SourceResult reading, Actor actor)
    {
        if (failures == PollSchedule.FailuresToTell)
        {
            var error = reading.Problem ?? $"{reading.Outcome}";
            db.Record(new SourceFailed(source.Slug, error) { Actor = actor, Subject = $"source:{source.Slug}" });
            return PollTransition.Failed;
        }

        if (failures == 0 && before >= PollSchedule.FailuresToTell)
        {
            db.Record(new SourceRecovered(source.Slug) { Actor = actor, Subject = $"source:{source.Slug}" });
            return PollTransition.Recovered;
        }

        return PollTransition.None;
    }

    /// <summary>A cursor too long for its column is dropped; the source is then read from its beginning.</summary>
    private static string? Bounded(string? mark) => mark is { Length: > 2000 } ? null : mark;
}

/// <param name="Problem">A sentence; also of a result that is good but incomplete.</param>
internal sealed record PollOutcome(bool IsGood, string? Problem, IngestResult Taken, PollTransition Transition);

/// <summary>Whether a poll changed a source between failed and recovered.</summary>
internal enum PollTransition
{
    None,
    Failed,
    Recovered,
}
