using Concord.Newsletters.Subscribers;

namespace Concord.Newsletters.Issues;

/// <summary>One newsletter: the same documents for everybody who gets it in this language and rhythm.</summary>
internal sealed class Issue
{
    public const int MaxDocuments = 50;

    public required Guid Id { get; init; }

    public required string Language { get; init; }

    public required Rhythm Rhythm { get; init; }

    /// <summary>Ids of the documents, oldest first.</summary>
    public required IReadOnlyList<Guid> Documents { get; init; }

    /// <summary>UTC; who confirmed later does not get it.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The last subscriber for whom a delivery was decided; null before the first.</summary>
    public Guid? FilledThrough { get; set; }

    /// <summary>UTC; null while deliveries are still made.</summary>
    public DateTime? FilledAt { get; set; }

    /// <summary>Deliveries that are kept no longer, by what became of them.</summary>
    public int OldSent { get; set; }

    public int OldFailed { get; set; }

    public int OldUnknown { get; set; }
}

/// <summary>A document that became public in a language, and when it was noticed.</summary>
internal sealed class FoundDocument
{
    public required Guid DocumentId { get; init; }

    public required string Language { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime FoundAt { get; init; }
}

/// <summary>Up to which time the documents of a language were put into newsletters of a rhythm.</summary>
internal sealed class Schedule
{
    public required string Language { get; init; }

    public required Rhythm Rhythm { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Through { get; set; }
}
