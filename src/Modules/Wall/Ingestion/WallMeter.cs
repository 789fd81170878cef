using System.Diagnostics.Metrics;

namespace Concord.Wall.Ingestion;

/// <summary>Metrics of the wall: polls by outcome, posts by state, delay.</summary>
internal sealed class WallMeter
{
    public const string Name = "Concord.Wall";

    private readonly Counter<long> polls;
    private readonly Counter<long> posts;
    private readonly Histogram<double> late;
    private SourceCounts sources = new(0, 0, 0);

    public WallMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        polls = meter.CreateCounter<long>("concord.wall.polls", "{poll}", "Questions to sources, by kind and outcome.");
        posts = meter.CreateCounter<long>("concord.wall.posts", "{post}", "Posts that came in, by what became of them.");
        late = meter.CreateHistogram<double>("concord.wall.late", "s", "How long after its time a source was asked.");
        meter.CreateObservableGauge(
            "concord.wall.sources",
            () =>
                (Measurement<int>[])
                    [
                        new(sources.Well, new KeyValuePair<string, object?>("state", "well")),
                        new(sources.Broken, new KeyValuePair<string, object?>("state", "broken")),
                        new(sources.Paused, new KeyValuePair<string, object?>("state", "paused")),
                    ],
            "{source}",
            "Sources that are asked, by how they do."
        );
    }

    /// <summary>Sets how many sources are in which state.</summary>
    public void Count(SourceCounts counted) => sources = counted;

    public void Polled(string kind, bool isGood, IngestResult taken)
    {
        polls.Add(1, new("kind", kind), new("outcome", isGood ? "good" : "failed"));
        posts.Add(taken.Added - Math.Min(taken.Added, taken.PendingReview), new KeyValuePair<string, object?>("state", "live"));
        posts.Add(taken.PendingReview, new KeyValuePair<string, object?>("state", "pending"));
        posts.Add(taken.Edited, new KeyValuePair<string, object?>("state", "edited"));
        posts.Add(taken.Gone, new KeyValuePair<string, object?>("state", "gone"));
        posts.Add(taken.SuspectedDeleted, new KeyValuePair<string, object?>("state", "missing"));
    }

    public void Late(TimeSpan by) => late.Record(Math.Max(0, by.TotalSeconds));
}

/// <param name="Broken">Failed several times in a row.</param>
internal sealed record SourceCounts(int Well, int Broken, int Paused);
