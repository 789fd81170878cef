namespace Concord.Visits.Counting;

/// <summary>The visits since the last write: how many, of what page, on what day. Nothing else is known of them.</summary>
internal sealed class VisitCounter
{
    /// <summary>Different pages between two writes; more are made up.</summary>
    private const int MaxPages = 500;

    private readonly Lock gate = new();
    private Dictionary<(DateOnly Day, string Path), long> counts = [];

    public void Count(DateOnly day, string path, long times = 1)
    {
        lock (gate)
        {
            if (counts.Count < MaxPages || counts.ContainsKey((day, path)))
            {
                counts[(day, path)] = counts.GetValueOrDefault((day, path)) + times;
            }
        }
    }

    /// <returns>All counts; counting restarts at zero.</returns>
    public IReadOnlyDictionary<(DateOnly Day, string Path), long> Take()
    {
        lock (gate)
        {
            var current = counts;
            counts = [];
            return current;
        }
    }
}
