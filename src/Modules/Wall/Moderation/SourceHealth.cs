using Concord.Wall.Posts;

namespace Concord.Wall.Moderation;

/// <summary>The health of a source.</summary>
/// <param name="GoodAt">Last successful poll, UTC.</param>
/// <param name="NextAt">Next poll, UTC; null where it is not polled.</param>
/// <param name="Failures">Consecutive failed polls.</param>
/// <param name="Error">A sentence.</param>
/// <param name="PostsPerDay">Average over the last <see cref="Days"/> days.</param>
/// <param name="ProposedAddress">Where it moved by itself; it is paused until a person accepts that.</param>
/// <param name="FaultCount">Posts and parts of posts that the last poll could not read.</param>
/// <param name="Faults">The first of them, a line each.</param>
/// <param name="SuspectedDeleted">Posts that the source says are gone, too many at once to be believed yet.</param>
public sealed record SourceHealth(
    string Slug,
    string Kind,
    string? Address,
    string? Member,
    bool IsTrusted,
    bool IsPaused,
    DateTime? GoodAt,
    DateTime? NextAt,
    int Failures,
    string? Error,
    string? ProposedAddress,
    int FaultCount,
    IReadOnlyList<string> Faults,
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
            polling?.Failures ?? 0,
            polling?.Error,
            source.ProposedAddress,
            polling?.FaultCount ?? 0,
            polling?.Faults?.Split('\n') ?? [],
            (double)recent / Days,
            missing
        );
}
