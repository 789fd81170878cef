namespace Concord.Wall.Ingestion;

/// <summary>
/// What the pictures of one poll may cost. A server that does not answer is asked once, and when the time is over the
/// remaining posts are stored without pictures.
/// </summary>
internal sealed class PictureBudget(TimeProvider time)
{
    /// <summary>Together, for one poll.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(4);

    private readonly long started = time.GetTimestamp();
    private readonly HashSet<string> silent = new(StringComparer.OrdinalIgnoreCase);

    public bool Allows(Uri address) => !silent.Contains(address.Authority) && time.GetElapsedTime(started) < MaxTime;

    /// <summary>The server did not answer.</summary>
    public void Exclude(Uri address) => silent.Add(address.Authority);
}
