using System.Linq.Expressions;

namespace Concord.Newsroom.Documents;

/// <summary>
/// The only decision on what the public sees. Pages, lists, feeds, search and the API use it; nothing else derives visibility
/// from a state or a publication time.
/// </summary>
internal static class EditionVisibility
{
    /// <summary>What lists show to the public at <paramref name="now"/> (UTC).</summary>
    public static Expression<Func<Edition, bool>> Listed(DateTime now) =>
        edition =>
            (edition.State == EditionState.Live || edition.State == EditionState.Corrected)
            && edition.PublicRevision != null
            && edition.PublishedAt <= now;

    /// <summary>What an address shows to the public at <paramref name="now"/> (UTC).</summary>
    public static PublicVisibility Of(EditionState state, bool isReleased, DateTime publishedAt, DateTime now) =>
        !isReleased || publishedAt > now
            ? PublicVisibility.Hidden
            : state switch
            {
                EditionState.Live or EditionState.Corrected => PublicVisibility.Full,
                EditionState.Withdrawn => PublicVisibility.NoticeOnly,
                EditionState.Removed => PublicVisibility.Removed,
                EditionState.Moved => PublicVisibility.Moved,
                _ => PublicVisibility.Hidden,
            };
}

/// <summary>What the public sees of an edition.</summary>
internal enum PublicVisibility
{
    /// <summary>Nothing: 404.</summary>
    Hidden,
    Full,

    /// <summary>The notice of its withdrawal, not its text.</summary>
    NoticeOnly,

    /// <summary>410.</summary>
    Removed,

    /// <summary>308 to another document.</summary>
    Moved,
}
