namespace Concord.Media.Recordings.Converting;

/// <summary>An uploaded recording that is to be converted. It is removed when that has ended.</summary>
internal sealed class Conversion
{
    public required string Recording { get; init; }

    /// <summary>The upload that holds the file; it is kept until the conversion has ended.</summary>
    public required Guid UploadId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime QueuedAt { get; init; }

    /// <summary>How often a node has begun.</summary>
    public required int Attempts { get; set; }

    /// <summary>UTC; until then the node that took it is at work. Null while nobody is.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Percent.</summary>
    public required int Progress { get; set; }
}
