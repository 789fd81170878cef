using Concord.Foundation.Languages;

namespace Concord.Progress.Record;

/// <summary>Something that happened in the campaign against Daesh, as somebody stated it.</summary>
internal sealed class Event
{
    public required string Slug { get; init; }

    public required DateOnly On { get; set; }

    public required DatePrecision Known { get; set; }

    /// <summary>The phase of the campaign it belongs to.</summary>
    public required string Phase { get; set; }

    /// <summary>True where it is in the short timeline of the home page.</summary>
    public bool IsMilestone { get; set; }

    /// <summary>True where the short timeline emphasizes it.</summary>
    public bool IsTurningPoint { get; set; }

    /// <summary>True where it is a meeting of ministers; null in rows from before this was recorded.</summary>
    public bool? IsMeeting { get; set; }

    /// <summary>Slug of the document about it; null where there is none.</summary>
    public string? Document { get; set; }

    /// <summary>Where its source can be read; null where that is not published.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>The day on which it was read there.</summary>
    public DateOnly? SourceRetrieved { get; set; }

    public required string SourceDigest { get; set; }

    public List<EventText> Texts { get; } = [];

    /// <summary>Other dates that are stated for it.</summary>
    public List<CompetingDate> Competing { get; } = [];
}

/// <summary>The text of an event in one language.</summary>
internal sealed class EventText
{
    public required string Event { get; init; }

    public required string Language { get; init; }

    public required string Title { get; set; }

    /// <summary>A word or two for the short timeline; null where the title is short enough.</summary>
    public string? Short { get; set; }

    /// <summary>Who stated it.</summary>
    public required string StatedBy { get; set; }

    /// <summary>A note for readers, such as why only the month is given.</summary>
    public string? Note { get; set; }
}

/// <summary>Another date of the same event, by somebody else.</summary>
internal sealed class CompetingDate
{
    public required string Event { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>Who states it, by language, as JSON.</summary>
    public required string StatedBy { get; set; }

    /// <summary>Where its source can be read; null where that is not published.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>The day on which it was read there.</summary>
    public DateOnly? SourceRetrieved { get; set; }
}

/// <summary>A phase of the campaign, named in one language.</summary>
internal sealed class PhaseName
{
    public required string Phase { get; init; }

    public required string Language { get; init; }

    public required string Name { get; set; }

    public required int Position { get; set; }
}
