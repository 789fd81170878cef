using Concord.Foundation.Journal;

namespace Concord.Progress;

/// <summary>Audit events of the record of progress.</summary>
public abstract record ProgressEvent : AuditEvent
{
    public override string Module => "progress";

    public override IEnumerable<string> Tags => ["progress"];
}

/// <summary>An event was entered or changed.</summary>
public sealed record EventStated(string Slug, DateOnly On) : ProgressEvent;

/// <summary>A figure was entered or changed.</summary>
public sealed record FigureStated(string Slug, decimal Value, DateOnly AsOf) : ProgressEvent;

/// <summary>The phases of the campaign were named or renamed.</summary>
public sealed record PhasesNamed(IReadOnlyList<string> Phases) : ProgressEvent;

/// <summary>An event was removed.</summary>
public sealed record EventRemoved(string Slug) : ProgressEvent;

/// <summary>A figure was removed.</summary>
public sealed record FigureRemoved(string Slug) : ProgressEvent;
