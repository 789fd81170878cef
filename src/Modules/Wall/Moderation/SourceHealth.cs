using Concord.Wall.Posts;

namespace Concord.Wall.Moderation;

/// <summary>How a source does.</summary>
/// <param name="GoodAt">When it last answered as it should, UTC.</param>
/// <param name="NextAt">When it is asked next, UTC; null where nobody asks it.</param>
/// <param name="Failures">Questions in a row that failed.</param>
/// <param name="Error">In words.</param>
/// <param name="PostsPerDay">Taken in over the last <see cref="Days"/> days.</param>
/// <param name="Missing">Posts it says are gone, so many at once that it is not believed yet.</param>
public sealed record SourceHealth(
    string Slug,
    string Kind,
    string? Address,
    string? Member,
    bool IsTrusted,
    bool IsPaused,
    DateTime? GoodAt,
    DateTime? NextAt,
    int ExceptionHandling,
    string? Error,
    double PostsPerDay,
    int SuspectedDeleted
)
{
    internal const int Days = 7;

    internal static SourceHealth Of(WallSource source, PollState? polling, int recent, int missing) =>
        new(
            source.Slug,
            source.Kind,
            source.Address,
            source.Member,
            source.IsTrusted,
            source.IsPaused,
            polling?.GoodAt,
            source.IsPaused ? null : polling?.NextAt,
            polling?.ExceptionHandling ?? 0,
            polling?.Error,
            (double)recent / Days,
            missing
        );
}
