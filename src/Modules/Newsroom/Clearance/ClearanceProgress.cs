namespace Concord.Newsroom.Clearance;

/// <summary>How far a round has come: pure.</summary>
internal static class ClearanceProgress
{
    public static IReadOnlyList<StepState> Of(IReadOnlyList<StepRule> rules, IReadOnlyList<ClearanceDecision> decisions)
    {
        var states = new List<StepState>();
        var (isOpen, isGroupDone) = (true, true);
        for (var step = 0; step < rules.Count; step++)
        {
            if (!rules[step].IsParallel)
            {
                // The steps before it have to be done, whether they ran one by one or together.
                isOpen = isOpen && isGroupDone;
                isGroupDone = true;
            }

            var given = decisions.Where(decision => decision.Step == step && decision.IsCleared).ToList();
            var isDone = given.Count >= rules[step].Needed;
            isGroupDone = isGroupDone && isDone;
            states.Add(new StepState(step, rules[step], given, isDone, isOpen && !isDone));
        }

        return states;
    }
}

/// <summary>One step of a round.</summary>
/// <param name="Number">Place in the round, from 0.</param>
/// <param name="Given">Who cleared.</param>
/// <param name="IsDone">Enough people cleared.</param>
/// <param name="IsOpen">It waits for somebody now.</param>
internal sealed record StepState(int Number, StepRule Rule, IReadOnlyList<ClearanceDecision> Given, bool IsDone, bool IsOpen)
{
    /// <summary>Whether this person could decide now.</summary>
    /// <param name="account">Id as the journal writes it.</param>
    public bool WaitsFor(string account, string actor) =>
        IsOpen && (Rule.People.Count == 0 || Rule.People.Contains(account)) && Given.All(decision => decision.Actor != actor);
}
