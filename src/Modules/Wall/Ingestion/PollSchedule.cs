namespace Concord.Wall.Ingestion;

/// <summary>When a source is asked again.</summary>
/// <param name="Every">How often a source that answers is asked.</param>
/// <param name="Longest">How long a source that fails is left alone at most.</param>
internal sealed record PollSchedule(TimeSpan Every, TimeSpan Longest)
{
    /// <summary>Out of 1, up or down: sources that were entered together do not stay together.</summary>
    private const double Jitter = 0.1;

    /// <summary>Questions in a row that fail before a source counts as broken and is told about.</summary>
    public const int FailuresToTell = 3;

    /// <param name="failures">In a row, this one included; 0 where all is well.</param>
    /// <param name="wish">How long the source wishes to be left alone.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan WaitAfter(int failures, TimeSpan? wish, double chance)
    {
        var doubled = Every * Math.Pow(2, Math.Min(failures, 20));
        var wait = doubled < Longest || failures == 0 ? doubled : Longest;
        wait *= 1 - Jitter + (2 * Jitter * chance);
        return wish > wait ? wish.Value : wait;
    }
}
