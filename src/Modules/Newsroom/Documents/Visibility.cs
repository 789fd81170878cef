using System.Linq.Expressions;

namespace Concord.Newsroom.Documents;

/// <summary>
/// The one decision on who sees what. Lists, pages, feeds and search all ask here; nothing else looks at an outcome or a
/// publication time to decide.
/// </summary>
internal static class Visibility
{
    /// <summary>What stands in lists for the public at <paramref name="now"/> (UTC).</summary>
    public static Expression<Func<Edition, bool>> Listed(DateTime now) =>
        edition =>
            (edition.EditionState == EditionState.Live || edition.EditionState == EditionState.Corrected)
            && edition.PublicRevision != null
            && edition.PublishedAt <= now;

    /// <summary>What its address answers to the public at <paramref name="now"/> (UTC).</summary>
    public static PublicVisibility Of(EditionState outcome, bool isReleased, DateTime publishedAt, DateTime now) =>
        !isReleased || publishedAt > now
            ? PublicVisibility.Hidden
            : outcome switch
            {
                EditionState.Live or EditionState.Corrected => PublicVisibility.Full,
                EditionState.Withdrawn => PublicVisibility.NoticeOnly,
                EditionState.Gone => PublicVisibility.Gone,
                EditionState.Moved => PublicVisibility.Moved,
                _ => PublicVisibility.Hidden,
            };
}

/// <summary>What the public sees of an edition.</summary>
internal enum PublicVisibility
{
    /// <summary>As if it did not exist.</summary>
    Hidden,
    Full,

    /// <summary>The notice of its withdrawal, not its text.</summary>
    NoticeOnly,
    Gone,
    Moved,
}
