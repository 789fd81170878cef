using System.Security.Claims;

namespace Concord.Foundation.Security;

/// <summary>Counts what waits for a person in the workspace, for its first page and the
/// summary by mail.</summary>
public interface IWaitingWork
{
    /// <param name="person">With the rights of the person.</param>
    /// <returns>What waits, by sort; empty where nothing does.</returns>
    Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal person, CancellationToken cancellation);
}

/// <param name="TextKey">Of the words for it.</param>
/// <param name="Count">1 or more.</param>
/// <param name="IsAtLeast">Whether there may be more.</param>
public sealed record WaitingWork(string TextKey, int Count, bool IsAtLeast)
{
    /// <summary>Its page in the workspace, after the language; null where the first page lists it.</summary>
    public string? Path { get; init; }
}
