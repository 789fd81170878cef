using Concord.Foundation.Journal;

namespace Concord.Progress;

/// <summary>What the record of progress tells the journal.</summary>
public abstract record ProgressEvent : AuditEvent
{
    public override string Module => "progress";

    public override IEnumerable<string> Tags => ["progress"];
}

/// <summary>An event was written down, or what is said of it was changed.</summary>
public sealed record EventStated(string Slug, DateOnly On) : ProgressEvent;

/// <summary>A figure was written down, or what is said of it was changed.</summary>
public sealed record FigureStated(string Slug, decimal Value, DateOnly AsOf) : ProgressEvent;

/// <summary>The phases of the campaign were named, or renamed.</summary>
public sealed record PhasesNamed(IReadOnlyList<string> Phases) : ProgressEvent;
