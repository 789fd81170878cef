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
            (edition.Outcome == Outcome.Live || edition.Outcome == Outcome.Corrected)
            && edition.PublicRevision != null
            && edition.PublishedAt <= now;

    /// <summary>What its address answers to the public at <paramref name="now"/> (UTC).</summary>
    public static Sight Of(Outcome outcome, bool isReleased, DateTime publishedAt, DateTime now) =>
        !isReleased || publishedAt > now
            ? Sight.Hidden
            : outcome switch
            {
                Outcome.Live or Outcome.Corrected => Sight.Whole,
                Outcome.Withdrawn => Sight.NoticeOnly,
                Outcome.Gone => Sight.Gone,
                Outcome.Moved => Sight.Moved,
                _ => Sight.Hidden,
            };
}

/// <summary>What the public sees of an edition.</summary>
internal enum Sight
{
    /// <summary>As if it did not exist.</summary>
    Hidden,
    Whole,

    /// <summary>The notice of its withdrawal, not its text.</summary>
    NoticeOnly,
    Gone,
    Moved,
}
