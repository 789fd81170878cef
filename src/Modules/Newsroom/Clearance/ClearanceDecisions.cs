using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Clearance;

/// <summary>Writes what was decided about a text. The commands check who may.</summary>
internal sealed class ClearanceDecisions(ConcordDb db, DocumentWriter writer, ClearanceReader reader)
{
    /// <summary>Asks that the newest revision be cleared, by the steps that are set for the kind now.</summary>
    public async Task<NewsroomResult> RequestAsync(string slug, string language, Actor actor, CancellationToken cancellation)
    {
        var (loaded, edition, newest, refusal) = await FindAsync(slug, language, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (edition!.ClearedRevision == newest!.Number || edition.ClearanceRequestedFor == newest.Number)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, slug, language);
        }

        if (!newest.IsFinished)
        {
            return new NewsroomResult(NewsroomCode.TranslationUnfinished, slug, language);
        }

        await AddRoundAsync(loaded!, edition, newest.Number, actor, cancellation);
        edition.ClearanceRequestedFor = newest.Number;
        db.Record(new ClearanceRequested(slug, language, newest.Number) { Actor = actor, Subject = loaded!.Document.Subject });
        return await SaveAsync(slug, language, newest.Number, cancellation);
    }

    /// <summary>Clears the text in one step, or sends it back. The last step that is needed clears the revision.</summary>
    public async Task<NewsroomResult> DecideAsync(
        string slug,
        string language,
        Verdict verdict,
        Clearer clearer,
        CancellationToken cancellation
    )
    {
        if (verdict.Note is { Length: > ClearanceDecision.MaxNote })
        {
            return new NewsroomResult(NewsroomCode.NoteTooLong, slug, language);
        }

        // One at a time, or two people who clear at the same moment would each count one too few.
        await using var transaction = await db.BeginExclusiveTransactionAsync($"clearance:{slug}/{language}", cancellation);
        var (loaded, edition, newest, refusal) = await FindAsync(slug, language, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Refuse(edition!, newest!, verdict) is { } code)
        {
            return new NewsroomResult(code, slug, language);
        }

        var open = await reader.FindAsync(edition!.Id, newest!.Number, cancellation);
        if (open is null)
        {
            // A request of an earlier version of the program.
            var round = await AddRoundAsync(loaded!, edition, newest.Number, clearer.Actor, cancellation);
            open = new OpenRound(round, [], ClearanceProgress.Of(round.ReadSteps(), []));
        }

        if (clearer.Round is { } own && own != open.Round.Id)
        {
            return new NewsroomResult(NewsroomCode.LinkVoid, slug, language);
        }

        var step = open.Steps.FirstOrDefault(state =>
            (verdict.Step is null || state.Number == verdict.Step) && clearer.MayDecide(state)
        );
        if (step is null)
        {
            return new NewsroomResult(NewsroomCode.NotYourStep, slug, language);
        }

        var decision = new ClearanceDecision
        {
            Id = Guid.CreateVersion7(),
            RoundId = open.Round.Id,
            EditionId = edition.Id,
            Revision = newest.Number,
            Step = step.Number,
            IsCleared = verdict.IsCleared,
            Actor = clearer.Actor.ToString(),
            GuestName = clearer.GuestName,
            Note = string.IsNullOrWhiteSpace(verdict.Note) ? null : verdict.Note.Trim(),
            At = writer.Now,
        };
        db.Add(decision);
        if (!decision.IsCleared || clearer.GuestName is not null || step.Rule.Name.Length > 0)
        {
            Record(loaded!, edition, step.Rule, decision, clearer);
        }

        if (!verdict.IsCleared)
        {
            edition.ClearanceRequestedFor = null;
        }
        else if (ClearanceProgress.Of(open.Round.ReadSteps(), [.. open.Decisions, decision]).All(state => state.IsDone))
        {
            writer.Clear(loaded!, edition, newest.Number, clearer.Actor, decision.Note);
        }

        var result = await SaveAsync(slug, language, newest.Number, cancellation);
        if (result.IsDone)
        {
            await db.CommitAsync(transaction, cancellation);
        }

        return result;
    }

    /// <summary>Takes a request back; what was cleared in it no longer counts.</summary>
    public async Task<NewsroomResult> WithdrawRequestAsync(
        string slug,
        string language,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var (loaded, edition, newest, refusal) = await FindAsync(slug, language, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (edition!.ClearanceRequestedFor != newest!.Number)
        {
            return new NewsroomResult(NewsroomCode.ClearanceNotRequested, slug, language);
        }

        edition.ClearanceRequestedFor = null;
        db.Record(
            new ClearanceRequestWithdrawn(slug, language, newest.Number) { Actor = actor, Subject = loaded!.Document.Subject }
        );
        return await SaveAsync(slug, language, newest.Number, cancellation);
    }

    /// <returns>Null where something can be decided now.</returns>
    private static NewsroomCode? Refuse(Edition edition, RevisionHead newest, Verdict verdict) =>
        verdict.Revision is { } read && read != newest.Number ? NewsroomCode.NewerRevision
        : edition.ClearedRevision == newest.Number ? NewsroomCode.Unchanged
        : edition.ClearanceRequestedFor != newest.Number ? NewsroomCode.ClearanceNotRequested
        : null;

    private async Task<ClearanceRound> AddRoundAsync(
        LoadedDocument loaded,
        Edition edition,
        int revision,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var round = new ClearanceRound
        {
            Id = Guid.CreateVersion7(),
            EditionId = edition.Id,
            Revision = revision,
            Steps = ClearanceRound.ToJson(await reader.RulesOfAsync(loaded.Document.Kind, cancellation)),
            RequestedAt = writer.Now,
            RequestedBy = actor.ToString(),
        };
        db.Add(round);
        return round;
    }

    private void Record(LoadedDocument loaded, Edition edition, StepRule rule, ClearanceDecision decision, Clearer clearer)
    {
        var (slug, language, subject) = (loaded.Document.Slug, edition.Language, loaded.Document.Subject);
        DocumentEvent happened = (decision.IsCleared, clearer.GuestName) switch
        {
            (true, null) => new ClearanceGiven(slug, language, decision.Revision, rule.Name)
            {
                Actor = clearer.Actor,
                Subject = subject,
                Reason = decision.Note,
            },
            (false, null) => new ClearanceRefused(slug, language, decision.Revision, rule.Name)
            {
                Actor = clearer.Actor,
                Subject = subject,
                Reason = decision.Note,
            },
            (true, { } guest) => new ClearanceGivenByGuest(slug, language, decision.Revision, rule.Name, guest)
            {
                Actor = clearer.Actor,
                Subject = subject,
                Reason = decision.Note,
            },
            (false, { } guest) => new ClearanceRefusedByGuest(slug, language, decision.Revision, rule.Name, guest)
            {
                Actor = clearer.Actor,
                Subject = subject,
                Reason = decision.Note,
            },
        };
        db.Record(happened);
    }

    private async Task<(LoadedDocument? Loaded, Edition? Edition, RevisionHead? Newest, NewsroomResult? Refusal)> FindAsync(
        string slug,
        string language,
        CancellationToken cancellation
    ) =>
        await writer.LoadAsync(slug, cancellation) is not { } loaded
            ? (null, null, null, new NewsroomResult(NewsroomCode.UnknownDocument, slug))
        : loaded.EditionIn(language) is not { } edition || loaded.NewestOf(edition) is not { } newest
            ? (null, null, null, new NewsroomResult(NewsroomCode.UnknownEdition, slug, language))
        : (loaded, edition, newest, null);

    private async Task<NewsroomResult> SaveAsync(string slug, string language, int revision, CancellationToken cancellation) =>
        await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, slug, language)
            {
                Revisions = new Dictionary<string, int> { [language] = revision },
            }
            : new NewsroomResult(NewsroomCode.Conflict, slug, language);
}

/// <summary>What somebody decides about a text.</summary>
/// <param name="Revision">The revision that they read; null for the newest.</param>
/// <param name="Step">Place of the step, from 0; null for the first that they may decide.</param>
/// <param name="IsCleared">False sends the text back.</param>
internal sealed record Verdict(int? Revision, int? Step, bool IsCleared, string? Note);

/// <summary>Who decides.</summary>
/// <param name="GuestName">Of a person without an account.</param>
/// <param name="Round">The only round in which they may decide; null for every round.</param>
/// <param name="Step">The only step that they may decide; null for those that are open to them.</param>
internal sealed record Clearer(Actor Actor, string? GuestName = null, Guid? Round = null, int? Step = null)
{
    public bool MayDecide(StepState step) =>
        Step is { } only ? step.IsOpen && step.Number == only
        // An operator on the server may do what everybody may.
        : Actor.Kind is ActorKind.Person ? step.WaitsFor(Actor.Name, Actor.ToString())
        : step.IsOpen;
}
