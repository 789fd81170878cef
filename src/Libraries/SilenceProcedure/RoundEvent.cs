namespace Concord.SilenceProcedure;

/// <summary>Something that happened to a round after its start.</summary>
/// <param name="Number">The order in which events of one moment were recorded.</param>
/// <param name="At">UTC; when it reached the secretariat.</param>
public abstract record RoundEvent(long Number, DateTime At);

/// <summary>A member said where it stands; a later answer takes the place of an earlier one.</summary>
public sealed record Answered(long Number, DateTime At, string Member, Answer Answer) : RoundEvent(Number, At);

/// <summary>A member broke the silence in writing.</summary>
public sealed record SilenceBroken(long Number, DateTime At, string Member, BreakKind Kind) : RoundEvent(Number, At);

/// <summary>The chair gave more time.</summary>
/// <param name="EndsAt">UTC; the new end.</param>
public sealed record Extended(long Number, DateTime At, DateTime EndsAt) : RoundEvent(Number, At);

/// <summary>A member can no longer answer, for example because its government has fallen.</summary>
public sealed record MandateLost(long Number, DateTime At, string Member) : RoundEvent(Number, At);

/// <summary>A member can answer again.</summary>
public sealed record MandateRestored(long Number, DateTime At, string Member) : RoundEvent(Number, At);

/// <summary>The chair ended the round without a result.</summary>
public sealed record RoundWithdrawn(long Number, DateTime At) : RoundEvent(Number, At);

/// <summary>Where a member says it stands. None of these breaks the silence.</summary>
public enum Answer
{
    Joins,
    JoinsWithStatement,
    JoinsWithReservation,

    /// <summary>Supports the text and is not among those in whose name it is given.</summary>
    Aligns,

    /// <summary>Lets the others adopt the text and does not share it.</summary>
    DoesNotAssociate,
}

/// <summary>How a member breaks the silence.</summary>
public enum BreakKind
{
    Objection,
    Amendment,
}
