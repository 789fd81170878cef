using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Commands;

/// <summary>Whether an edition may be released: pure.</summary>
internal static class ReleaseRules
{
    /// <param name="newest">The revision to release; null where there is none.</param>
    /// <param name="requireClearance">True where only cleared revisions are released.</param>
    /// <returns>Null where it may.</returns>
    public static NewsroomCode? Refuse(Edition edition, RevisionHead? newest, bool requireClearance, string? reason) =>
        newest is null ? NewsroomCode.NothingToRelease
        : !newest.IsFinished ? NewsroomCode.TranslationUnfinished
        : requireClearance && edition.ClearedRevision != newest.Number ? NewsroomCode.NotCleared
        : edition.State is EditionState.Withdrawn or EditionState.Removed or EditionState.Moved
        && string.IsNullOrWhiteSpace(reason)
            ? NewsroomCode.ReasonRequired
        : null;

    /// <summary>A statement names who makes it before anybody reads it.</summary>
    public static bool LacksSpeaker(Document document, KindCatalogue kinds) =>
        kinds[document.Kind].NeedsSpeaker && document.Speaker is null;

    /// <returns>True where readers see this revision already.</returns>
    public static bool IsReleased(Edition edition, RevisionHead newest) =>
        edition.PublicRevision == newest.Number && edition.State is EditionState.Live or EditionState.Corrected;
}
