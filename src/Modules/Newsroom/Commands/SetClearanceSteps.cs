using Concord.Foundation;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.Records;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Sets the steps by which texts of one kind are cleared. Requests that are open keep the steps they began with.</summary>
internal sealed class SetClearanceSteps(
    ConcordDb db,
    DocumentWriter writer,
    KindCatalogue kinds,
    RecordReader records,
    IPeopleNames people
)
{
    public const int MaxSteps = 8;

    /// <summary>Of documents, then of records.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. kinds.Names, .. records.Kinds.Select(kind => kind.Name)];

    /// <param name="steps">In order; none for one clearance by anybody who may clear.</param>
    public async Task<NewsroomResult> RunAsync(
        string kind,
        IReadOnlyList<StepRule> steps,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!Kinds.Contains(kind))
        {
            return new NewsroomResult(NewsroomCode.UnknownKind, "", Detail: string.Join(", ", Kinds));
        }

        var clearers = (await people.WithRightAsync(DeskPolicies.Clear, cancellation)).Select(person => person.Id).ToHashSet();
        if (Refuse(steps, clearers) is { } refusal)
        {
            return refusal;
        }

        var former = await db.Set<ClearanceStep>().Where(step => step.Kind == kind).ToListAsync(cancellation);
        var rules = former.OrderBy(step => step.Number).Select(step => step.Rule).ToList();
        if (ClearanceRound.ToJson(rules) == ClearanceRound.ToJson(steps))
        {
            return new NewsroomResult(NewsroomCode.Unchanged, "");
        }

        for (var place = 0; place < steps.Count; place++)
        {
            if (former.Find(step => step.Number == place + 1) is { } known)
            {
                known.Rule = steps[place];
            }
            else
            {
                db.Add(ClearanceStep.Of(kind, place + 1, steps[place]));
            }
        }

        db.RemoveRange(former.Where(step => step.Number > steps.Count));
        db.Record(
            new ClearanceStepsSet(kind, [.. steps.Select(step => step.Name)]) { Actor = actor, Subject = $"clearance:{kind}" }
        );
        return new NewsroomResult(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, "");
    }

    private static NewsroomResult? Refuse(IReadOnlyList<StepRule> steps, HashSet<string> clearers)
    {
        if (steps.Count > MaxSteps)
        {
            return new NewsroomResult(NewsroomCode.InvalidStep, "", Detail: steps[MaxSteps].Name);
        }

        foreach (var step in steps)
        {
            var most = step.People.Count == 0 ? clearers.Count : step.People.Count;
            if (
                step.Name.Trim().Length is 0 or > ClearanceStep.MaxName
                || step.Needed < 1
                || step.Needed > most
                || step.People.Any(person => !clearers.Contains(person))
            )
            {
                return new NewsroomResult(NewsroomCode.InvalidStep, "", Detail: step.Name);
            }
        }

        return null;
    }
}
