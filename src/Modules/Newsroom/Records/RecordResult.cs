using Concord.Foundation.ContentImport;

namespace Concord.Newsroom.Records;

/// <summary>What came of a command on a record.</summary>
/// <param name="Problems">What is wrong with what was typed, by field.</param>
internal sealed record RecordResult(RecordCode Code, IReadOnlyList<ImportProblem>? Problems = null)
{
    public bool IsDone => Code is RecordCode.Done or RecordCode.Unchanged;
}

internal enum RecordCode
{
    Done,

    /// <summary>Everything is as the command wants it already.</summary>
    Unchanged,

    /// <summary>There is no such record.</summary>
    Unknown,

    /// <summary>There is one already.</summary>
    Exists,

    /// <summary>The problems say what is wrong.</summary>
    Invalid,

    /// <summary>Somebody else saved a newer revision.</summary>
    NewerRevision,

    /// <summary>Somebody else saved at the same moment.</summary>
    Conflict,

    /// <summary>Clearance is required, and the newest revision has none.</summary>
    NotCleared,

    /// <summary>Clearance was not requested, or the record changed since.</summary>
    ClearanceNotRequested,

    /// <summary>No open step of the clearance waits for this person.</summary>
    NotYourStep,

    /// <summary>A note is longer than 2,000 characters.</summary>
    NoteTooLong,

    /// <summary>A reason is missing.</summary>
    ReasonRequired,

    /// <summary>A text shows its value.</summary>
    InUse,
}
