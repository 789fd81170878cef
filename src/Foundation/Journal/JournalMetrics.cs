using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Concord.Foundation.Journal;

/// <summary>How long saves hold the lock on the journal head, under which all writers follow one another.</summary>
public static class JournalMetrics
{
    public const string MeterName = "Concord.Journal";

    /// <summary>Name of the histogram, in seconds.</summary>
    public const string LockHeld = "concord.journal.lock_held";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Held = Meter.CreateHistogram<double>(
        LockHeld,
        "s",
        "From taking the lock on the journal head to the end of the commit."
    );

    internal static void Record(long takenAt) => Held.Record(Stopwatch.GetElapsedTime(takenAt).TotalSeconds);
}
