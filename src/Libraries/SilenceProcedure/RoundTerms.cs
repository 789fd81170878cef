namespace Concord.SilenceProcedure;

/// <summary>What is fixed when a round starts.</summary>
public sealed record RoundTerms
{
    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>UTC; the first moment at which an answer is late.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>The notice that the rules give members: from the start, and again from every extension.</summary>
    public required TimeSpan LeastNotice { get; init; }

    /// <summary>The members that may answer, by any name that is theirs for good.</summary>
    public required IReadOnlySet<string> Roll { get; init; }

    /// <summary>Whether a round can start with these terms; null where it can.</summary>
    public TermsFault? Fault() =>
        Roll.Count == 0 ? TermsFault.EmptyRoll
        : LeastNotice <= TimeSpan.Zero ? TermsFault.NoNotice
        : EndsAt - StartedAt < LeastNotice ? TermsFault.NoticeTooShort
        : null;
}

/// <summary>Why a round cannot start.</summary>
public enum TermsFault
{
    /// <summary>No member is asked.</summary>
    EmptyRoll,

    /// <summary>The rules give no notice.</summary>
    NoNotice,

    /// <summary>The end is nearer to the start than the rules allow.</summary>
    NoticeTooShort,
}
