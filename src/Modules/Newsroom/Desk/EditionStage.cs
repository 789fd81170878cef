using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Desk;

/// <summary>How far the work on one edition has come, as the team sees it.</summary>
internal enum EditionStage
{
    /// <summary>There is no text in the language.</summary>
    Missing,

    /// <summary>The newest text was not released, and nobody was asked to clear it.</summary>
    Draft,

    /// <summary>Somebody was asked to clear the newest text.</summary>
    Clearing,

    /// <summary>The newest text was cleared and waits for its release.</summary>
    Cleared,

    /// <summary>The newest text will be released at a set time.</summary>
    Scheduled,

    /// <summary>Readers see the newest text.</summary>
    Live,

    Withdrawn,
    Removed,
    Moved,
}

internal static class EditionStages
{
    /// <param name="newest">Number of the newest revision.</param>
    /// <param name="isScheduled">Whether the newest revision is in a release set that waits.</param>
    public static EditionStage Of(Edition edition, int newest, bool isScheduled) =>
        edition.State switch
        {
            EditionState.Withdrawn => EditionStage.Withdrawn,
            EditionState.Removed => EditionStage.Removed,
            EditionState.Moved => EditionStage.Moved,
            _ when edition.PublicRevision == newest => EditionStage.Live,
            _ when isScheduled => EditionStage.Scheduled,
            _ when edition.ClearedRevision == newest => EditionStage.Cleared,
            _ when edition.ClearanceRequestedFor == newest => EditionStage.Clearing,
            _ => EditionStage.Draft,
        };
}
