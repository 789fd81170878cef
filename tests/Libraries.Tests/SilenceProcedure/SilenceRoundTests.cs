using Concord.SilenceProcedure;
using Shouldly;
using Xunit;

namespace Concord.Libraries.Tests.SilenceProcedure;

public sealed class SilenceRoundTests
{
    private static readonly DateTime Start = new(2020, 10, 12, 9, 0, 0, DateTimeKind.Utc);
    private static readonly RoundTerms Terms = new()
    {
        StartedAt = Start,
        EndsAt = Start.AddHours(48),
        LeastNotice = TimeSpan.FromHours(48),
        Roll = new HashSet<string> { "iraq", "france", "jordan", "somalia" },
    };

    [Fact]
    public void Silence_until_the_end_adopts_the_text()
    {
        SilenceRound.At(Terms, [], Start).Phase.ShouldBe(RoundPhase.Open);
        SilenceRound.At(Terms, [], Terms.EndsAt.AddTicks(-1)).Phase.ShouldBe(RoundPhase.Open);

        var state = SilenceRound.At(Terms, [], Terms.EndsAt);

        state.Phase.ShouldBe(RoundPhase.Adopted);
        state.DecidedAt.ShouldBe(Terms.EndsAt);
        state.Standings.Values.ShouldAllBe(standing => standing == Standing.Silent);
    }

    [Fact]
    public void A_text_is_adopted_at_the_end_whenever_somebody_looks() =>
        SilenceRound.At(Terms, [], Terms.EndsAt.AddDays(3)).DecidedAt.ShouldBe(Terms.EndsAt);

    [Theory]
    [InlineData(BreakKind.Objection)]
    [InlineData(BreakKind.Amendment)]
    public void An_objection_or_an_amendment_breaks_the_silence(BreakKind kind)
    {
        var breaking = new SilenceBroken(1, Terms.EndsAt.AddTicks(-1), "france", kind);

        var state = SilenceRound.At(Terms, [breaking], Terms.EndsAt.AddDays(1));

        state.Phase.ShouldBe(RoundPhase.Broken);
        state.DecidedAt.ShouldBe(breaking.At);
        state.Break.ShouldBe(breaking);
    }

    [Fact]
    public void What_comes_at_the_end_is_late_and_breaks_nothing()
    {
        var late = new SilenceBroken(1, Terms.EndsAt, "france", BreakKind.Objection);

        var state = SilenceRound.At(Terms, [late], Terms.EndsAt);

        state.Phase.ShouldBe(RoundPhase.Adopted);
        state.Break.ShouldBeNull();
        state.Effects.ShouldBe([(late, Effect.Late)]);
        // A clock that shows an earlier moment than the record is not believed.
        SilenceRound.At(Terms, [late], Start).Phase.ShouldBe(RoundPhase.Adopted);
    }

    [Fact]
    public void What_comes_after_the_break_changes_nothing()
    {
        RoundEvent[] events =
        [
            new SilenceBroken(1, Start.AddHours(1), "france", BreakKind.Amendment),
            new SilenceBroken(2, Start.AddHours(2), "jordan", BreakKind.Objection),
            new Answered(3, Start.AddHours(2), "iraq", Answer.Joins),
            new Extended(4, Start.AddHours(3), Start.AddDays(9)),
        ];

        var state = SilenceRound.At(Terms, events, Start.AddDays(1));

        state.Break!.Member.ShouldBe("france");
        state.EndsAt.ShouldBe(Terms.EndsAt);
        state.Standings["iraq"].ShouldBe(Standing.Silent);
        state
            .Effects.Select(one => one.Effect)
            .ShouldBe([Effect.Counted, Effect.AfterDecision, Effect.AfterDecision, Effect.AfterDecision]);
    }

    [Fact]
    public void An_extension_gives_the_notice_again()
    {
        RoundEvent extension = new Extended(1, Start.AddHours(10), Start.AddHours(58));
        SilenceRound.Try(Terms, [], extension).ShouldBe(Effect.Counted);
        SilenceRound.Try(Terms, [], new Extended(1, Start.AddHours(10), Start.AddHours(57))).ShouldBe(Effect.NoticeTooShort);
        SilenceRound.Try(Terms, [], new Extended(1, Start, Terms.EndsAt)).ShouldBe(Effect.NotLater);
        SilenceRound.Try(Terms, [], new Extended(1, Start, Start.AddHours(1))).ShouldBe(Effect.NotLater);
        SilenceRound.Try(Terms, [], new Extended(1, Terms.EndsAt, Start.AddDays(9))).ShouldBe(Effect.Late);

        var between = new SilenceBroken(2, Start.AddHours(50), "france", BreakKind.Objection);
        SilenceRound.At(Terms, [extension], Start.AddHours(50)).Phase.ShouldBe(RoundPhase.Open);
        SilenceRound.At(Terms, [extension, between], between.At).Phase.ShouldBe(RoundPhase.Broken);
        SilenceRound.At(Terms, [extension], Start.AddHours(58)).DecidedAt.ShouldBe(Start.AddHours(58));
    }

    [Fact]
    public void The_last_answer_of_a_member_counts()
    {
        RoundEvent[] events =
        [
            new Answered(1, Start.AddHours(1), "iraq", Answer.JoinsWithReservation),
            new Answered(2, Start.AddHours(1), "iraq", Answer.Joins),
            new Answered(3, Start.AddHours(2), "france", Answer.JoinsWithStatement),
            new Answered(4, Start.AddHours(2), "jordan", Answer.DoesNotAssociate),
            new Answered(5, Start.AddHours(2), "nobody", Answer.Joins),
        ];

        var state = SilenceRound.At(Terms, events, Terms.EndsAt);

        state.Phase.ShouldBe(RoundPhase.Adopted);
        state
            .Standings.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))
            .ShouldBe([
                ("france", Standing.JoinsWithStatement),
                ("iraq", Standing.Joins),
                ("jordan", Standing.DoesNotAssociate),
                ("somalia", Standing.Silent),
            ]);
        state.Effects[^1].Effect.ShouldBe(Effect.NotOnRoll);
    }

    [Fact]
    public void A_member_without_a_mandate_can_neither_answer_nor_break()
    {
        RoundEvent[] events =
        [
            new Answered(1, Start.AddHours(1), "iraq", Answer.Aligns),
            new MandateLost(2, Start.AddHours(2), "iraq"),
            new MandateLost(3, Start.AddHours(2), "somalia"),
            new MandateLost(4, Start.AddHours(2), "jordan"),
            new SilenceBroken(5, Start.AddHours(3), "somalia", BreakKind.Objection),
            new Answered(6, Start.AddHours(3), "iraq", Answer.Joins),
            new MandateRestored(7, Start.AddHours(4), "jordan"),
            new Answered(8, Start.AddHours(5), "jordan", Answer.Joins),
        ];

        var state = SilenceRound.At(Terms, events, Terms.EndsAt);

        state.Phase.ShouldBe(RoundPhase.Adopted);
        state.Standings["iraq"].ShouldBe(Standing.Aligns);
        state.Standings["somalia"].ShouldBe(Standing.UnableToAnswer);
        state.Standings["jordan"].ShouldBe(Standing.Joins);
        state.Effects[4].Effect.ShouldBe(Effect.NoMandate);
        state.Effects[5].Effect.ShouldBe(Effect.NoMandate);
    }

    [Fact]
    public void The_chair_can_withdraw_a_round()
    {
        var state = SilenceRound.At(Terms, [new RoundWithdrawn(1, Start.AddHours(1))], Terms.EndsAt);
        (state.Phase, state.DecidedAt).ShouldBe((RoundPhase.Withdrawn, Start.AddHours(1)));
    }

    [Fact]
    public void What_is_dated_before_the_start_has_no_effect()
    {
        var state = SilenceRound.At(Terms, [new SilenceBroken(1, Start.AddTicks(-1), "iraq", BreakKind.Objection)], Start);
        (state.Phase, state.Effects[0].Effect).ShouldBe((RoundPhase.Open, Effect.BeforeStart));
    }

    [Fact]
    public void A_clock_that_was_set_back_dates_nothing_before_the_record()
    {
        RoundEvent[] recorded = [new Answered(1, Terms.EndsAt, "iraq", Answer.Joins)];
        SilenceRound
            .Try(Terms, recorded, new SilenceBroken(2, Start.AddHours(1), "france", BreakKind.Objection))
            .ShouldBe(Effect.Late);
    }

    [Fact]
    public void A_round_needs_members_and_notice()
    {
        (Terms with { Roll = new HashSet<string>() }).Fault().ShouldBe(TermsFault.EmptyRoll);
        (Terms with { EndsAt = Terms.EndsAt.AddTicks(-1) }).Fault().ShouldBe(TermsFault.NoticeTooShort);
        (Terms with { LeastNotice = TimeSpan.Zero }).Fault().ShouldBe(TermsFault.NoNotice);
        Terms.Fault().ShouldBeNull();
        Should.Throw<ArgumentException>(() => SilenceRound.At(Terms with { EndsAt = Start }, [], Start));
    }
}
