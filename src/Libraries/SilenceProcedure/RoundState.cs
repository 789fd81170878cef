namespace Concord.SilenceProcedure;

/// <summary>A round as it stands at a moment.</summary>
public sealed record RoundState
{
    public required RoundPhase Phase { get; init; }

    /// <summary>UTC; with every extension that counted.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>
    /// UTC; null while the round is open. A text is adopted at the end itself, whenever somebody looks: also where no
    /// program ran at that moment.
    /// </summary>
    public required DateTime? DecidedAt { get; init; }

    /// <summary>Who broke the silence first, and how; null where nobody did.</summary>
    public required SilenceBroken? Break { get; init; }

    /// <summary>Where each member of the roll stands.</summary>
    public required IReadOnlyDictionary<string, Standing> Standings { get; init; }

    /// <summary>What each event did, in the order in which they happened.</summary>
    public required IReadOnlyList<(RoundEvent Event, Effect Effect)> Effects { get; init; }
}

/// <summary>Whether a round still runs, and how it ended.</summary>
public enum RoundPhase
{
    Open,
    Adopted,
    Broken,
    Withdrawn,
}

/// <summary>Where a member stands, said or not.</summary>
public enum Standing
{
    /// <summary>Has not answered: consents, once the text is adopted.</summary>
    Silent,

    /// <summary>Had not answered when it lost its mandate.</summary>
    UnableToAnswer,
    Joins,
    JoinsWithStatement,
    JoinsWithReservation,
    Aligns,
    DoesNotAssociate,
}

/// <summary>What an event did to a round. Whatever it did, it stays on the record.</summary>
public enum Effect
{
    Counted,

    /// <summary>Came at the end or after it.</summary>
    Late,

    /// <summary>Came after the silence was broken or the round withdrawn.</summary>
    AfterDecision,

    /// <summary>Is dated before the start.</summary>
    BeforeStart,

    /// <summary>Came from a member that was not asked.</summary>
    NotOnRoll,

    /// <summary>Came from a member that could not answer then.</summary>
    NoMandate,

    /// <summary>Does not move the end to a later moment.</summary>
    NotLater,

    /// <summary>The new end is nearer than the notice that the rules give.</summary>
    NoticeTooShort,
}
