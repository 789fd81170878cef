namespace Concord.Wall.Ingestion;

/// <summary>How many posts, or sources, a command changed.</summary>
/// <param name="PendingReview">How many of the added and edited have to be reviewed.</param>
/// <param name="Deleted">Deleted at their source.</param>
/// <param name="SuspectedDeleted">Reported deleted, too many at once to be believed yet.</param>
/// <param name="Unchanged">Stored already.</param>
/// <param name="Failed">Could not be prepared or stored; they are tried again with the next poll.</param>
public sealed record IngestCounts(
    int Added = 0,
    int Edited = 0,
    int PendingReview = 0,
    int Deleted = 0,
    int SuspectedDeleted = 0,
    int Unchanged = 0,
    int Failed = 0
)
{
    public static readonly IngestCounts None = new();

    public static IngestCounts operator +(IngestCounts a, IngestCounts b) =>
        new(
            a.Added + b.Added,
            a.Edited + b.Edited,
            a.PendingReview + b.PendingReview,
            a.Deleted + b.Deleted,
            a.SuspectedDeleted + b.SuspectedDeleted,
            a.Unchanged + b.Unchanged,
            a.Failed + b.Failed
        );
}
