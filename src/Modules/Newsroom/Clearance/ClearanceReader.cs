using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Clearance;

/// <summary>Reads how far clearance has come.</summary>
internal sealed class ClearanceReader(ConcordDb db)
{
    /// <returns>The last request to clear the revision; null where there was none.</returns>
    public async Task<OpenRound?> FindAsync(Guid edition, int revision, CancellationToken cancellation)
    {
        var round = await db.Set<ClearanceRound>()
            .AsNoTracking()
            .Where(row => row.EditionId == edition && row.Revision == revision)
            .OrderByDescending(row => row.RequestedAt)
            .ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellation);
        return round is null ? null : await OpenAsync(round, cancellation);
    }

    public async Task<OpenRound?> FindAsync(Guid round, CancellationToken cancellation) =>
        await db.Set<ClearanceRound>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == round, cancellation) is { } found
            ? await OpenAsync(found, cancellation)
            : null;

    /// <summary>Links of a round that were neither used nor revoked.</summary>
    public async Task<IReadOnlyList<ClearanceLink>> LinksOfAsync(Guid round, CancellationToken cancellation) =>
        await db.Set<ClearanceLink>()
            .AsNoTracking()
            .Where(link => link.RoundId == round && link.UsedAt == null && link.RevokedAt == null)
            .OrderBy(link => link.CreatedAt)
            .ToListAsync(cancellation);

    /// <returns>The newest revision before <paramref name="newest"/> that the person cleared; null where there is none.</returns>
    public Task<Revision?> ClearedBeforeAsync(Guid edition, int newest, Actor actor, CancellationToken cancellation)
    {
        var name = actor.ToString();
        return db.Set<Revision>()
            .AsNoTracking()
            .Where(revision =>
                revision.EditionId == edition
                && revision.Number < newest
                && db.Set<ClearanceDecision>()
                    .Any(decision =>
                        decision.EditionId == edition
                        && decision.Revision == revision.Number
                        && decision.IsCleared
                        && decision.Actor == name
                    )
            )
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <param name="open">Editions or records, with the revision whose clearance was requested.</param>
    /// <returns>Those whose open request waits for this person.</returns>
    public async Task<IReadOnlyList<Guid>> WaitingForAsync(
        IReadOnlyList<(Guid Id, int? Revision)> open,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var ids = open.Select(one => one.Id).ToList();
        var rounds = await db.Set<ClearanceRound>()
            .AsNoTracking()
            .Where(round => ids.Contains(round.EditionId))
            .ToListAsync(cancellation);
        var last = rounds
            .Where(round => open.Contains((round.EditionId, round.Revision)))
            .GroupBy(round => round.EditionId)
            .ToDictionary(group => group.Key, group => group.MaxBy(round => (round.RequestedAt, round.Id))!);
        var roundIds = last.Values.Select(round => round.Id).ToList();
        var decisions = await db.Set<ClearanceDecision>()
            .AsNoTracking()
            .Where(decision => roundIds.Contains(decision.RoundId))
            .ToListAsync(cancellation);
        var byRound = decisions.ToLookup(decision => decision.RoundId);
        return
        [
            .. ids.Where(id =>
                // A request of an earlier version of the program has no round.
                !last.TryGetValue(id, out var round)
                || ClearanceProgress
                    .Of(round.ReadSteps(), [.. byRound[round.Id]])
                    .Any(step => step.WaitsFor(actor.Name, actor.ToString()))
            ),
        ];
    }

    public async Task<IReadOnlyList<StepRule>> RulesOfAsync(string kind, CancellationToken cancellation)
    {
        var steps = await db.Set<ClearanceStep>()
            .AsNoTracking()
            .Where(step => step.Kind == kind)
            .OrderBy(step => step.Number)
            .ToListAsync(cancellation);
        return steps.Count == 0 ? StepRule.Default : [.. steps.Select(step => step.Rule)];
    }

    private async Task<OpenRound> OpenAsync(ClearanceRound round, CancellationToken cancellation)
    {
        var decisions = await db.Set<ClearanceDecision>()
            .AsNoTracking()
            .Where(decision => decision.RoundId == round.Id)
            .OrderBy(decision => decision.At)
            .ToListAsync(cancellation);
        return new OpenRound(round, decisions, ClearanceProgress.Of(round.ReadSteps(), decisions));
    }
}

/// <summary>A round with what was decided in it.</summary>
internal sealed record OpenRound(ClearanceRound Round, IReadOnlyList<ClearanceDecision> Decisions, IReadOnlyList<StepState> Steps)
{
    public bool IsDone => Steps.All(step => step.IsDone);

    /// <summary>Who sent the text back; null while nobody did.</summary>
    public ClearanceDecision? SentBack => Decisions.FirstOrDefault(decision => !decision.IsCleared);
}
