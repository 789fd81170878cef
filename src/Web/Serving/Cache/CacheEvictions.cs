using System.Collections.Concurrent;
using Microsoft.AspNetCore.OutputCaching;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Evicts cached responses by tag, and remembers when: a response that was started before an eviction of one of its tags
/// and finished after it may show old data and is not cached.
/// </summary>
internal sealed class CacheEvictions(IOutputCacheStore store)
{
    /// <summary>A tag that every cached response has.</summary>
    public const string Everything = "*";

    private readonly ConcurrentDictionary<string, long> last = new(StringComparer.Ordinal);
    private long clock;

    /// <summary>The time by a clock of this class, which moves with each eviction.</summary>
    public long Now => Interlocked.Read(ref clock);

    public async Task EvictAsync(IEnumerable<string> tags, CancellationToken cancellation)
    {
        foreach (var tag in tags)
        {
            last[tag] = Interlocked.Increment(ref clock);
            await store.EvictByTagAsync(tag, cancellation);
        }
    }

    /// <returns>True where none of the tags was evicted after <paramref name="started"/>.</returns>
    public bool StillCurrent(IEnumerable<string> tags, long started) =>
        tags.All(tag => !last.TryGetValue(tag, out var at) || at <= started);
}
