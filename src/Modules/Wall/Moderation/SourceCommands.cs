using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Members;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Trusts, pauses and moves sources, and shows their health.</summary>
public sealed class SourceCommands
{
    /// <summary>For how many days a source has to report many posts deleted before that is believed.</summary>
    public const int DeletionConfirmationDays = ConfirmDeletions.ConfirmationDays;

    private readonly ConcordDb db;
    private readonly TimeProvider time;

    internal SourceCommands(ConcordDb db, TimeProvider time) => (this.db, this.time) = (db, time);

    /// <summary>Trusts a source or no longer; posts that exist keep their state.</summary>
    public Task<ModerationResult> TrustAsync(
        string slug,
        bool isTrusted,
        string reason,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            slug,
            source => source.IsTrusted != isTrusted,
            source => source.IsTrusted = isTrusted,
            isTrusted
                ? new SourceTrusted(slug)
                {
                    Actor = actor,
                    Subject = SubjectOf(slug),
                    Reason = reason,
                }
                : new SourceDistrusted(slug)
                {
                    Actor = actor,
                    Subject = SubjectOf(slug),
                    Reason = reason,
                },
            cancellation
        );

    /// <summary>Stops or resumes polling a source; its posts stay.</summary>
    public Task<ModerationResult> PauseAsync(
        string slug,
        bool isPaused,
        string reason,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            slug,
            source => source.IsPaused != isPaused,
            source =>
            {
                source.IsPaused = isPaused;
                // Resumed, it is polled where it was.
                source.ProposedAddress = isPaused ? source.ProposedAddress : null;
            },
            isPaused
                ? new SourcePaused(slug)
                {
                    Actor = actor,
                    Subject = SubjectOf(slug),
                    Reason = reason,
                }
                : new SourceResumed(slug)
                {
                    Actor = actor,
                    Subject = SubjectOf(slug),
                    Reason = reason,
                },
            cancellation
        );

    /// <summary>Accepts the address that a source moved to by itself; it is polled there from now on, untrusted.</summary>
    public async Task<ModerationResult> AcceptMoveAsync(string slug, string reason, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var source = await db.Set<WallSource>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (source is null)
        {
            return new ModerationResult(ModerationCode.UnknownSource, slug);
        }

        if (source.ProposedAddress is not { } address)
        {
            return new ModerationResult(ModerationCode.NotMoved, slug) { Source = slug };
        }

        db.Record(
            new SourceMoveAccepted(slug, source.Address ?? "", address)
            {
                Actor = actor,
                Subject = SubjectOf(slug),
                Reason = reason,
            }
        );
        (source.Address, source.ProposedAddress, source.IsPaused) = (address, null, false);
        // The cursor is the old server's.
        var state = await db.Set<PollState>().SingleAsync(row => row.Source == slug, cancellation);
        (state.EntityTag, state.LastModified, state.Newest, state.Account) = (null, null, null, null);
        (state.Failures, state.Error, state.NextAt) = (0, null, time.GetUtcNow().UtcDateTime);
        return await db.SaveAsync(
            transaction,
            new ModerationResult(ModerationCode.Done, slug, address) { Source = slug },
            cancellation
        );
    }

    /// <summary>All sources, failed ones first.</summary>
    public async Task<IReadOnlyList<SourceHealth>> ListAsync(CancellationToken cancellation)
    {
        var week = time.GetUtcNow().UtcDateTime.AddDays(-SourceHealth.Days);
        var rows = await (
            from source in db.Set<WallSource>().AsNoTracking()
            join polling in db.Set<PollState>() on source.Slug equals polling.Source into pollings
            from polling in pollings.DefaultIfEmpty()
            select new
            {
                Source = source,
                PollState = polling,
                Recent = db.Set<Post>().Count(post => post.Source == source.Slug && post.ImportedAt >= week),
                SuspectedDeleted = db.Set<Post>().Count(post => post.Source == source.Slug && post.SuspectedDeletedAt != null),
            }
        ).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => SourceHealth.Of(row.Source, row.PollState, row.Recent, row.SuspectedDeleted))
                .OrderByDescending(health => health.Failures)
                .ThenBy(health => health.Slug, StringComparer.Ordinal),
        ];
    }

    private async Task<ModerationResult> ChangeAsync(
        string slug,
        Func<WallSource, bool> isChange,
        Action<WallSource> change,
        WallEvent happened,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var source = await db.Set<WallSource>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (source is null)
        {
            return new ModerationResult(ModerationCode.UnknownSource, slug);
        }

        if (!isChange(source))
        {
            return new ModerationResult(ModerationCode.Unchanged, slug) { Source = slug };
        }

        change(source);
        db.Record(happened);
        return await db.SaveAsync(transaction, new ModerationResult(ModerationCode.Done, slug) { Source = slug }, cancellation);
    }

    internal static string SubjectOf(string slug) => $"source:{slug}";
}
