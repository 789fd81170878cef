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
        polls = meter.CreateCounter<long>("concord.wall.polls", "{poll}", "Polls by kind of source and outcome.");
        posts = meter.CreateCounter<long>("concord.wall.posts", "{post}", "Ingested posts by state.");
        late = meter.CreateHistogram<double>("concord.wall.late", "s", "Delay between the time a poll was due and the poll.");
        meter.CreateObservableGauge(
            "concord.wall.sources",
            () =>
                (Measurement<int>[])
                    [
                        new(sources.Healthy, new KeyValuePair<string, object?>("state", "healthy")),
                        new(sources.Failed, new KeyValuePair<string, object?>("state", "failed")),
                        new(sources.Paused, new KeyValuePair<string, object?>("state", "paused")),
                    ],
            "{source}",
            "Polled sources by state."
        );
    }

    /// <summary>Sets how many sources are in which state.</summary>
    public void Count(SourceCounts counted) => sources = counted;

    public void Polled(string kind, bool isGood, IngestCounts counts)
    {
        polls.Add(1, new("kind", kind), new("outcome", isGood ? "good" : "failed"));
        posts.Add(
            counts.Added - Math.Min(counts.Added, counts.PendingReview),
            new KeyValuePair<string, object?>("state", "live")
        );
        posts.Add(counts.PendingReview, new KeyValuePair<string, object?>("state", "pending"));
        posts.Add(counts.Edited, new KeyValuePair<string, object?>("state", "edited"));
        posts.Add(counts.Deleted, new KeyValuePair<string, object?>("state", "deleted"));
        posts.Add(counts.SuspectedDeleted, new KeyValuePair<string, object?>("state", "suspected_deleted"));
    }

    public void Late(TimeSpan by) => late.Record(Math.Max(0, by.TotalSeconds));
}

/// <param name="Failed">Failed several times in a row.</param>
internal sealed record SourceCounts(int Healthy, int Failed, int Paused);
