using Concord.Foundation.Journal;

namespace Concord.Newsroom;

/// <summary>What the newsroom tells the journal.</summary>
public abstract record NewsroomEvent : AuditEvent
{
    public override string Module => "newsroom";

    public override IEnumerable<string> Tags => ["documents"];
}

/// <summary>What happened to a document as a whole.</summary>
public abstract record DocumentEvent(string Slug) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [$"document:{Slug}", "documents"];
}

/// <summary>What is true of a document in every language was entered or changed: kind, date, place, topics.</summary>
public sealed record DocumentDescribed(string Slug, string Kind, DateTime PublishedAt) : DocumentEvent(Slug);

/// <summary>An edition became public for the first time.</summary>
public sealed record EditionReleased(string Slug, string Language, int Revision) : DocumentEvent(Slug);

/// <summary>A new revision of an edition became public.</summary>
public sealed record EditionRevised(string Slug, string Language, int Revision) : DocumentEvent(Slug);

/// <summary>A dated notice of what was put right was set on an edition.</summary>
public sealed record EditionCorrected(string Slug, string Language, DateTime At, string Notice) : DocumentEvent(Slug);

/// <summary>An edition was taken back; a notice stands in its place.</summary>
public sealed record EditionWithdrawn(string Slug, string Language, DateTime At, string Notice) : DocumentEvent(Slug);

/// <summary>An edition was removed and its address says so.</summary>
public sealed record EditionRemoved(string Slug, string Language, DateTime At) : DocumentEvent(Slug);

/// <summary>An edition moved to another document.</summary>
public sealed record EditionMoved(string Slug, string Language, DateTime At, string To) : DocumentEvent(Slug);

/// <summary>What stands at the top of the home page was arranged anew.</summary>
public sealed record LeadArranged(IReadOnlyList<string> Slugs) : NewsroomEvent
{
    public override IEnumerable<string> Tags => ["home"];
}

/// <summary>A place was named, or its names were changed.</summary>
public sealed record PlaceNamed(string Place) : NewsroomEvent;
