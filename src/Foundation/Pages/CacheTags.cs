namespace Concord.Foundation.Pages;

/// <summary>
/// The cache tags of the current response. A cached copy is evicted as soon as an audit event carries one of them.
/// One instance per request.
/// </summary>
public sealed class CacheTags
{
    private readonly HashSet<string> tags = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> All => tags;

    public void Add(params ReadOnlySpan<string> added)
    {
        foreach (var tag in added)
        {
            tags.Add(tag);
        }
    }
}

/// <summary>
/// Marks a page or endpoint whose response is the same for every anonymous reader and may be cached. Other query keys are
/// dropped.
/// </summary>
/// <param name="queryKeys">The query keys that change the response.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CachedResponseAttribute(params string[] queryKeys) : Attribute
{
    public IReadOnlyList<string> QueryKeys { get; } = queryKeys;

    /// <summary>True where any other query key is an error that the endpoint reports.</summary>
    public bool RejectsOtherKeys { get; init; }
}

/// <summary>A time at which public pages change although nothing is written, such as the end of a lead.</summary>
public interface IScheduledChange
{
    /// <returns>The first such time after <paramref name="now"/> (UTC); null where none is known.</returns>
    Task<DateTime?> NextAsync(DateTime now, CancellationToken cancellation);
}
