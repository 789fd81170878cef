using System.Globalization;

namespace Concord.Foundation.OutboundHttp;

/// <summary>
/// How long a network asks to be left alone. Besides <c>Retry-After</c>, each counts requests in headers of its own, with a
/// reset time as a date or in seconds since 1970.
/// </summary>
public static class RateLimits
{
    private static readonly (string Left, string Reset)[] Headers =
    [
        ("X-RateLimit-Remaining", "X-RateLimit-Reset"),
        ("RateLimit-Remaining", "RateLimit-Reset"),
        ("x-rate-limit-remaining", "x-rate-limit-reset"),
    ];

    /// <returns>Null where it asks for nothing.</returns>
    public static TimeSpan? WaitOf(FetchResult answer, TimeProvider time)
    {
        if (answer.RetryAfter is { } delay)
        {
            return delay;
        }

        foreach (var (left, reset) in Headers)
        {
            if (
                answer.Headers.TryGetValue(left, out var count)
                && count == "0"
                && answer.Headers.TryGetValue(reset, out var when)
                && MomentOf(when) is { } at
                && at > time.GetUtcNow()
            )
            {
                return at - time.GetUtcNow();
            }
        }

        return null;
    }

    private static DateTimeOffset? MomentOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds < 100_000_000_000
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at
                : null;
}
