using System.Collections.Concurrent;
using Microsoft.AspNetCore.OutputCaching;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Drops kept answers by topic, and remembers when: an answer that was begun before a topic was dropped, and finished
/// after, may show what was true before and is not kept.
/// </summary>
internal sealed class CacheEvictions(IOutputCacheStore store)
{
    /// <summary>A topic under which every kept answer stands.</summary>
    public const string Everything = "*";

    private readonly ConcurrentDictionary<string, long> last = new(StringComparer.Ordinal);
    private long clock;

    /// <summary>The moment by this own clock, which only moves when something is dropped.</summary>
    public long Now => Interlocked.Read(ref clock);

    public async Task DropAsync(IEnumerable<string> topics, CancellationToken cancellation)
    {
        foreach (var topic in topics)
        {
            last[topic] = Interlocked.Increment(ref clock);
            await store.EvictByTagAsync(topic, cancellation);
            // Once more: what was taken from the store while it was being dropped is older than this moment.
            Interlocked.Increment(ref clock);
        }
    }

    /// <returns>True where none of the topics was dropped after <paramref name="begun"/>.</returns>
    public bool StillTrue(IEnumerable<string> topics, long begun) =>
        topics.All(topic => !last.TryGetValue(topic, out var at) || at <= begun);
}
