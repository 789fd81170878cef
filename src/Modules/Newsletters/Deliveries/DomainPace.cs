namespace Concord.Newsletters.Deliveries;

/// <summary>
/// Spreads messages to one domain over time, because many providers put off or block who sends faster. On every node by itself;
/// what was promised is forgotten when the program stops.
/// </summary>
internal sealed class DomainPace(NewslettersOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> free = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, DateTimeOffset> promised = [];

    /// <returns>When the delivery may be sent: not after now where it may at once. A later time is kept for it.</returns>
    public DateTimeOffset Reserve(Guid delivery, string domain)
    {
        var now = time.GetUtcNow();
        var interval = TimeSpan.FromMinutes(1) / RateOf(domain);
        // Some at once, as long as the minute holds no more.
        var burst = interval * Math.Max(1, RateOf(domain) / 10);
        lock (gate)
        {
            if (promised.TryGetValue(delivery, out var kept))
            {
                if (kept <= now)
                {
                    promised.Remove(delivery);
                }

                return kept;
            }

            var next = free.GetValueOrDefault(domain);
            next = next > now ? next : now;
            free[domain] = next + interval;
            var at = next - burst + interval;
            if (at <= now)
            {
                return now;
            }

            promised[delivery] = at;
            return at;
        }
    }

    private int RateOf(string domain) => options.Domains.TryGetValue(domain, out var rate) ? rate : options.PerDomainPerMinute;
}
