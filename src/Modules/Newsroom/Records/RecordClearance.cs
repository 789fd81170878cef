using Concord.Foundation;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Storage;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Commands;

namespace Concord.Newsroom.Records;

/// <summary>Clearance of a change of a record, by the steps that are set for its kind.</summary>
internal sealed class RecordClearance(ConcordDb db, RecordReader records, ClearanceReader reader, DocumentWriter writer)
{
    public async Task<RecordResult> RequestAsync(IRecordKind kind, string slug, Actor actor, CancellationToken cancellation)
    {
        if (await records.ReadAsync(kind, slug, cancellation) is not { Record: { } record, IsOpen: true })
        {
            return new RecordResult(RecordCode.Unknown);
        }

        if (record.ClearanceRequestedFor == record.Newest || record.ClearedRevision == record.Newest)
        {
            return new RecordResult(RecordCode.Unchanged);
        }

        db.Add(
            new ClearanceRound
            {
                Id = Guid.CreateVersion7(),
                EditionId = record.Id,
                Revision = record.Newest,
                Steps = ClearanceRound.ToJson(await reader.RulesOfAsync(kind.Name, cancellation)),
                RequestedAt = writer.Now,
                RequestedBy = actor.ToString(),
            }
        );
        record.ClearanceRequestedFor = record.Newest;
        db.Record(new RecordClearanceRequested(kind.Name, slug, record.Newest) { Actor = actor, Subject = record.Subject });
        return await SaveAsync(cancellation);
    }

    public async Task<RecordResult> WithdrawAsync(IRecordKind kind, string slug, Actor actor, CancellationToken cancellation)
    {
        if (
            await records.FindAsync(kind.Name, slug, cancellation) is not { } record
            || record.ClearanceRequestedFor != record.Newest
        )
        {
            return new RecordResult(RecordCode.ClearanceNotRequested);
        }

        record.ClearanceRequestedFor = null;
        db.Record(new RecordClearanceWithdrawn(kind.Name, slug, record.Newest) { Actor = actor, Subject = record.Subject });
        return await SaveAsync(cancellation);
    }

    /// <summary>Clears the change in one step, or sends it back. The last step that is needed clears it.</summary>
    public async Task<RecordResult> DecideAsync(
        IRecordKind kind,
        string slug,
        Verdict verdict,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (verdict.Note is { Length: > ClearanceDecision.MaxNote })
        {
            return new RecordResult(RecordCode.NoteTooLong);
        }

        if (!verdict.IsCleared && string.IsNullOrWhiteSpace(verdict.Note))
        {
            return new RecordResult(RecordCode.ReasonRequired);
        }

        // One at a time, or two people who clear at the same moment would each count one too few.
        await using var transaction = await db.BeginExclusiveTransactionAsync($"record:{kind.Name}/{slug}", cancellation);
        if (
            await records.FindAsync(kind.Name, slug, cancellation) is not { } record
            || record.ClearanceRequestedFor != record.Newest
            || await reader.FindAsync(record.Id, record.Newest, cancellation) is not { } open
        )
        {
            return new RecordResult(RecordCode.ClearanceNotRequested);
        }

        if (verdict.Revision is { } read && read != record.Newest)
        {
            return new RecordResult(RecordCode.NewerRevision);
        }

        var step = open.Steps.FirstOrDefault(state =>
            (verdict.Step is null || state.Number == verdict.Step) && new Clearer(actor).MayDecide(state)
        );
        if (step is null)
        {
            return new RecordResult(RecordCode.NotYourStep);
        }

        var decision = Decide(open.Round, step, verdict, actor);
        Record(record, step, decision, actor);
        if (!verdict.IsCleared)
        {
            record.ClearanceRequestedFor = null;
        }
        else if (ClearanceProgress.Of(open.Round.ReadSteps(), [.. open.Decisions, decision]).All(state => state.IsDone))
        {
            (record.ClearedRevision, record.ClearanceRequestedFor) = (record.Newest, null);
        }

        var result = await SaveAsync(cancellation);
        if (result.IsDone)
        {
            await db.CommitAsync(transaction, cancellation);
        }

        return result;
    }

    private ClearanceDecision Decide(ClearanceRound round, StepState step, Verdict verdict, Actor actor)
    {
        var decision = new ClearanceDecision
        {
            Id = Guid.CreateVersion7(),
            RoundId = round.Id,
            EditionId = round.EditionId,
            Revision = round.Revision,
            Step = step.Number,
            IsCleared = verdict.IsCleared,
            Actor = actor.ToString(),
            Note = string.IsNullOrWhiteSpace(verdict.Note) ? null : verdict.Note.Trim(),
            At = writer.Now,
        };
        db.Add(decision);
        return decision;
    }

    private void Record(SiteRecord record, StepState step, ClearanceDecision decision, Actor actor)
    {
        RecordEvent happened = decision.IsCleared
            ? new RecordCleared(record.Kind, record.Slug, decision.Revision, step.Rule.Name)
            {
                Actor = actor,
                Subject = record.Subject,
                Reason = decision.Note,
            }
            : new RecordSentBack(record.Kind, record.Slug, decision.Revision, step.Rule.Name)
            {
                Actor = actor,
                Subject = record.Subject,
                Reason = decision.Note,
            };
        db.Record(happened);
    }

    private async Task<RecordResult> SaveAsync(CancellationToken cancellation) =>
        new(await writer.TrySaveAsync(cancellation) ? RecordCode.Done : RecordCode.Conflict);
}
