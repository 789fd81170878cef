using Concord.SilenceProcedure;
using Shouldly;
using Xunit;

namespace Concord.Libraries.Tests.SilenceProcedure;

/// <summary>What holds for every round, whatever happens in whatever order: 20,000 rounds, the same in every run.</summary>
public sealed class RoundPropertyTests
{
    private const int Rounds = 20_000;
    private const int Seed = 20200323;

    private static readonly DateTime Start = new(2020, 10, 12, 9, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Members = ["a", "b", "c", "d", "e"];

    [Fact]
    public void The_order_in_which_events_are_read_does_not_matter() =>
        ForEach(
            (terms, events, now, random) =>
            {
                var shuffled = events.ToArray();
                random.Shuffle(shuffled);
                Same(SilenceRound.At(terms, shuffled, now), SilenceRound.At(terms, events, now));
            }
        );

    [Fact]
    public void A_decision_stands_whatever_is_recorded_later_and_whenever_somebody_looks() =>
        ForEach(
            (terms, events, now, random) =>
            {
                var state = SilenceRound.At(terms, events, now);
                if (state.DecidedAt is not { } decided)
                {
                    return;
                }

                // As by a program that ran until the decision, and starts again later.
                var until = state.Effects.Where(one => one.Effect is not (Effect.Late or Effect.AfterDecision));
                foreach (var record in (IEnumerable<RoundEvent>[])[until.Select(one => one.Event), events])
                {
                    var later = SilenceRound.At(terms, record, decided.AddHours(random.Next(1000)));
                    (later.Phase, later.DecidedAt, later.Break).ShouldBe((state.Phase, state.DecidedAt, state.Break));
                    later.Standings.ShouldBe(state.Standings, ignoreOrder: true);
                }
            }
        );

    [Fact]
    public void A_text_is_adopted_at_the_end_if_and_only_if_nobody_ended_the_round_before() =>
        ForEach(
            (terms, events, now, _) =>
            {
                var state = SilenceRound.At(terms, events, now);
                var ended = state.Effects.Any(one => one is { Effect: Effect.Counted, Event: SilenceBroken or RoundWithdrawn });
                var moment = events.Select(one => one.At).Append(now).Max();
                (state.Phase == RoundPhase.Adopted).ShouldBe(!ended && moment >= state.EndsAt);
                (state.Phase is RoundPhase.Broken or RoundPhase.Withdrawn).ShouldBe(ended);
                (state.Phase == RoundPhase.Broken).ShouldBe(state.Break is not null);
                state.DecidedAt.ShouldBe(
                    state.Phase switch
                    {
                        RoundPhase.Open => null,
                        RoundPhase.Adopted => state.EndsAt,
                        _ => state
                            .Effects.Single(one => one is { Effect: Effect.Counted, Event: SilenceBroken or RoundWithdrawn })
                            .Event.At,
                    }
                );
            }
        );

    [Fact]
    public void The_end_only_moves_to_a_later_moment_and_each_time_with_full_notice() =>
        ForEach(
            (terms, events, now, _) =>
            {
                var end = terms.EndsAt;
                foreach (var (one, effect) in SilenceRound.At(terms, events, now).Effects)
                {
                    if (one is Extended extended && effect == Effect.Counted)
                    {
                        extended.At.ShouldBeLessThan(end);
                        extended.EndsAt.ShouldBeGreaterThan(end);
                        (extended.EndsAt - extended.At).ShouldBeGreaterThanOrEqualTo(terms.LeastNotice);
                        end = extended.EndsAt;
                    }
                }

                SilenceRound.At(terms, events, now).EndsAt.ShouldBe(end);
            }
        );

    [Fact]
    public void Events_without_effect_can_be_left_out() =>
        ForEach(
            (terms, events, now, _) =>
            {
                var state = SilenceRound.At(terms, events, now);
                state.Effects.Count.ShouldBe(events.Count);
                var counted = state.Effects.Where(one => one.Effect == Effect.Counted).Select(one => one.Event).ToList();
                var moment = events.Select(one => one.At).Append(now).Max();
                Same(SilenceRound.At(terms, counted, moment), state, withEffects: false);
            }
        );

    [Fact]
    public void What_is_tried_does_what_it_would_do_once_recorded() =>
        ForEach(
            (terms, events, _, _) =>
            {
                for (var count = 0; count < events.Count; count++)
                {
                    var recorded = events.Take(count).ToList();
                    var expected = SilenceRound.At(terms, events.Take(count + 1), events[count].At).Effects[^1].Effect;
                    SilenceRound.Try(terms, recorded, events[count]).ShouldBe(expected);
                }
            },
            rounds: 2000
        );

    [Fact]
    public void Members_that_were_not_asked_change_nothing() =>
        ForEach(
            (terms, events, now, _) =>
            {
                var state = SilenceRound.At(terms, events, now);
                state.Standings.Keys.ShouldBe(terms.Roll, ignoreOrder: true);
                var own = events.Where(one => MemberOf(one) is not { } member || terms.Roll.Contains(member)).ToList();
                var moment = events.Select(one => one.At).Append(now).Max();
                Same(SilenceRound.At(terms, own, moment), state, withEffects: false);
            }
        );

    private static void ForEach(Action<RoundTerms, IReadOnlyList<RoundEvent>, DateTime, Random> check, int rounds = Rounds)
    {
        var random = new Random(Seed);
        for (var round = 0; round < rounds; round++)
        {
            var notice = TimeSpan.FromHours(random.GetItems([24, 48, 72], 1)[0]);
            var terms = new RoundTerms
            {
                StartedAt = Start,
                EndsAt = Start + notice + TimeSpan.FromHours(random.Next(3)),
                LeastNotice = notice,
                Roll = Members.Take(random.Next(1, Members.Length)).ToHashSet(),
            };
            var events = Enumerable
                .Range(0, random.Next(9))
                .Select(number => (Number: number, At: Start.AddHours(random.Next(-2, 130))))
                .OrderBy(one => one.At)
                .Select((one, at) => Event(at, one.At, random))
                .ToList();
            check(terms, events, Start.AddHours(random.Next(200)), random);
        }
    }

    private static RoundEvent Event(int number, DateTime at, Random random)
    {
        var member = Members[random.Next(Members.Length)];
        return random.Next(10) switch
        {
            0 => new SilenceBroken(number, at, member, random.Next(2) == 0 ? BreakKind.Objection : BreakKind.Amendment),
            1 or 2 => new Extended(number, at, at.AddHours(random.Next(-10, 120))),
            3 or 4 => new MandateLost(number, at, member),
            5 => new MandateRestored(number, at, member),
            6 when random.Next(4) == 0 => new RoundWithdrawn(number, at),
            _ => new Answered(number, at, member, (Answer)random.Next(5)),
        };
    }

    private static string? MemberOf(RoundEvent one) =>
        one switch
        {
            Answered answered => answered.Member,
            SilenceBroken broken => broken.Member,
            MandateLost lost => lost.Member,
            MandateRestored restored => restored.Member,
            _ => null,
        };

    private static void Same(RoundState one, RoundState other, bool withEffects = true)
    {
        (one.Phase, one.EndsAt, one.DecidedAt, one.Break).ShouldBe((other.Phase, other.EndsAt, other.DecidedAt, other.Break));
        one.Standings.ShouldBe(other.Standings, ignoreOrder: true);
        if (withEffects)
        {
            one.Effects.ShouldBe(other.Effects);
        }
    }
}
