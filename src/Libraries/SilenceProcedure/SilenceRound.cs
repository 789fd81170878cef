namespace Concord.SilenceProcedure;

/// <summary>The rules of the silence procedure, over what was recorded and a moment; no clock of its own.</summary>
public static class SilenceRound
{
    /// <summary>How a round stands.</summary>
    /// <param name="events">In any order.</param>
    /// <param name="now">UTC. A clock that was set back is not believed: what is recorded has happened.</param>
    /// <exception cref="ArgumentException">A round cannot start with these terms.</exception>
    public static RoundState At(RoundTerms terms, IEnumerable<RoundEvent> events, DateTime now)
    {
        if (terms.Fault() is { } fault)
        {
            throw new ArgumentException($"No round can start with these terms: {fault}.", nameof(terms));
        }

        var round = new Fold(terms);
        foreach (var one in events.OrderBy(one => one.At).ThenBy(one => one.Number))
        {
            round.Apply(one);
        }

        return round.StateAt(now);
    }

    /// <summary>What a further event would do, so that it can be refused before it is recorded.</summary>
    public static Effect Try(RoundTerms terms, IEnumerable<RoundEvent> events, RoundEvent next)
    {
        var recorded = events.ToList();
        // A clock that was set back dates nothing before what is recorded.
        var last = recorded.Count == 0 ? next.At : recorded.Max(one => one.At);
        var dated = next with { At = next.At < last ? last : next.At, Number = long.MaxValue };
        return At(terms, recorded.Append(dated), dated.At).Effects[^1].Effect;
    }

    private sealed class Fold(RoundTerms terms)
    {
        private readonly Dictionary<string, Answer> answers = new(StringComparer.Ordinal);
        private readonly HashSet<string> withoutMandate = new(StringComparer.Ordinal);
        private readonly List<(RoundEvent Event, Effect Effect)> effects = [];
        private DateTime end = terms.EndsAt;
        private RoundPhase phase = RoundPhase.Open;
        private DateTime? decidedAt;
        private SilenceBroken? broken;

        public void Apply(RoundEvent one)
        {
            Pass(one.At);
            effects.Add((one, EffectOf(one)));
        }

        public RoundState StateAt(DateTime now)
        {
            Pass(now);
            return new RoundState
            {
                Phase = phase,
                EndsAt = end,
                DecidedAt = decidedAt,
                Break = broken,
                Standings = terms.Roll.ToDictionary(member => member, StandingOf, StringComparer.Ordinal),
                Effects = effects,
            };
        }

        /// <summary>Lets time go on until the moment.</summary>
        private void Pass(DateTime moment)
        {
            if (phase == RoundPhase.Open && moment >= end)
            {
                Decide(RoundPhase.Adopted, end);
            }
        }

        private void Decide(RoundPhase outcome, DateTime moment) => (phase, decidedAt) = (outcome, moment);

        private Effect EffectOf(RoundEvent one) =>
            one.At < terms.StartedAt ? Effect.BeforeStart
            : phase == RoundPhase.Adopted ? Effect.Late
            : phase != RoundPhase.Open ? Effect.AfterDecision
            : one switch
            {
                Answered answered => Of(answered.Member) ?? Count(() => answers[answered.Member] = answered.Answer),
                SilenceBroken breaking => Of(breaking.Member) ?? Count(() => Break(breaking)),
                Extended extended => Extend(extended),
                MandateLost lost => OnRoll(lost.Member) ?? Count(() => withoutMandate.Add(lost.Member)),
                MandateRestored restored => OnRoll(restored.Member) ?? Count(() => withoutMandate.Remove(restored.Member)),
                RoundWithdrawn => Count(() => Decide(RoundPhase.Withdrawn, one.At)),
                _ => throw new ArgumentException($"{one.GetType().Name} is no event of a round.", nameof(one)),
            };

        /// <summary>Why a member cannot answer; null where it can.</summary>
        private Effect? Of(string member) => OnRoll(member) ?? (withoutMandate.Contains(member) ? Effect.NoMandate : null);

        private Effect? OnRoll(string member) => terms.Roll.Contains(member) ? null : Effect.NotOnRoll;

        private static Effect Count(Action change)
        {
            change();
            return Effect.Counted;
        }

        private void Break(SilenceBroken breaking)
        {
            broken = breaking;
            Decide(RoundPhase.Broken, breaking.At);
        }

        private Effect Extend(Extended extended)
        {
            if (extended.EndsAt <= end)
            {
                return Effect.NotLater;
            }

            if (extended.EndsAt - extended.At < terms.LeastNotice)
            {
                return Effect.NoticeTooShort;
            }

            end = extended.EndsAt;
            return Effect.Counted;
        }

        private Standing StandingOf(string member) =>
            answers.TryGetValue(member, out var answer)
                ? answer switch
                {
                    Answer.Joins => Standing.Joins,
                    Answer.JoinsWithStatement => Standing.JoinsWithStatement,
                    Answer.JoinsWithReservation => Standing.JoinsWithReservation,
                    Answer.Aligns => Standing.Aligns,
                    _ => Standing.DoesNotAssociate,
                }
            : withoutMandate.Contains(member) ? Standing.UnableToAnswer
            : Standing.Silent;
    }
}
