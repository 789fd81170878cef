namespace Concord.Wall.Ingestion;

/// <summary>When a source is polled next.</summary>
/// <param name="Every">How often a source without failures is polled.</param>
/// <param name="MaxBackoff">The longest pause of a source that fails.</param>
internal sealed record PollSchedule(TimeSpan Every, TimeSpan MaxBackoff)
{
    /// <summary>Share of the interval, so that sources entered together are not polled together.</summary>
    private const double Jitter = 0.1;

    /// <summary>Consecutive failures after which a source counts as failed and is reported.</summary>
    public const int FailuresToReport = 3;

    /// <param name="failures">Consecutive failures including this one; 0 for none.</param>
    /// <param name="wish">The pause that the source asks for.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan WaitAfter(int failures, TimeSpan? wish, double chance)
    {
        var doubled = Every * Math.Pow(2, Math.Min(failures, 20));
        var wait = doubled < MaxBackoff || failures == 0 ? doubled : MaxBackoff;
        wait *= 1 - Jitter + (2 * Jitter * chance);
        return wish > wait ? wish.Value : wait;
    }
}
