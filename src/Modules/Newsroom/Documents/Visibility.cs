using System.Linq.Expressions;

namespace Concord.Newsroom.Documents;

/// <summary>The one decision on who sees what. Nothing else looks at an outcome or a publication time to decide.</summary>
internal static class Visibility
{
    /// <summary>What the public may read at <paramref name="now"/> (UTC).</summary>
    public static Expression<Func<Edition, bool>> Public(DateTime now) =>
        edition => edition.Outcome == Outcome.Live && edition.PublicRevision != null && edition.PublishedAt <= now;
}
