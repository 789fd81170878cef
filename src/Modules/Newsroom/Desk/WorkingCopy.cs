namespace Concord.Newsroom.Desk;

/// <summary>One person at one edition: that the page is open, and what was typed and not saved.</summary>
internal sealed class WorkingCopy
{
    public required Guid DocumentId { get; init; }

    public required string Language { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>UTC of the last sign of life from the page.</summary>
    public required DateTime SeenAt { get; set; }

    /// <summary>UTC; null where nothing is unsaved.</summary>
    public DateTime? TypedAt { get; set; }

    /// <summary>JSON of the form's fields; null where nothing is unsaved.</summary>
    public string? Fields { get; set; }
}
