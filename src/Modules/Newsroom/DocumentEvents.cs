using Concord.Foundation.Journal;

namespace Concord.Newsroom;

/// <summary>Audit events of the newsroom.</summary>
public abstract record NewsroomEvent : AuditEvent
{
    public override string Module => "newsroom";

    public override IEnumerable<string> Tags => ["documents"];
}

/// <summary>Something that happened to one document.</summary>
public abstract record DocumentEvent(string Slug) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [$"document:{Slug}", "documents"];
}

/// <summary>What is true of a document in every language was entered or changed: kind, date, place, topics.</summary>
public sealed record DocumentDescribed(string Slug, string Kind, DateTime PublishedAt) : DocumentEvent(Slug);

/// <summary>A text was saved as the newest revision of an edition. Nothing that readers see changed.</summary>
public sealed record EditionDrafted(string Slug, string Language, int Revision) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A translation was saved as the newest revision of an edition.</summary>
/// <param name="Source">The revision it was made from.</param>
public sealed record TranslationSubmitted(string Slug, string Language, int Revision, Guid Source) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>Somebody asked for a revision to be cleared.</summary>
public sealed record ClearanceRequested(string Slug, string Language, int Revision) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A revision was cleared for release.</summary>
public sealed record EditionCleared(string Slug, string Language, int Revision) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>An edition became public for the first time.</summary>
public sealed record EditionReleased(string Slug, string Language, int Revision) : DocumentEvent(Slug);

/// <summary>Another revision of an edition became public.</summary>
public sealed record EditionRevised(string Slug, string Language, int Revision) : DocumentEvent(Slug);

/// <summary>A dated notice says what was corrected in an edition.</summary>
public sealed record EditionCorrected(string Slug, string Language, DateTime At, string Notice) : DocumentEvent(Slug);

/// <summary>An edition was withdrawn; a notice replaces it.</summary>
public sealed record EditionWithdrawn(string Slug, string Language, DateTime At, string Notice) : DocumentEvent(Slug);

/// <summary>An edition was removed.</summary>
public sealed record EditionRemoved(string Slug, string Language, DateTime At) : DocumentEvent(Slug);

/// <summary>Readers of an edition are redirected to another document.</summary>
public sealed record EditionMoved(string Slug, string Language, DateTime At, string To) : DocumentEvent(Slug);

/// <summary>A release was scheduled.</summary>
/// <param name="DueAt">UTC.</param>
/// <param name="Editions">The editions of the set: <c>slug/language/revision</c>.</param>
public sealed record ReleaseScheduled(Guid Set, DateTime DueAt, IReadOnlyList<string> Editions) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A scheduled release was cancelled.</summary>
public sealed record ReleaseCancelled(Guid Set) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A scheduled release was executed.</summary>
/// <param name="LateBySeconds">How long after it was due.</param>
/// <param name="Skipped">Editions, as slug/language/revision, that had a newer text or were ended after the scheduling.</param>
public sealed record ReleaseExecuted(Guid Set, DateTime DueAt, long LateBySeconds, IReadOnlyList<string> Skipped) : NewsroomEvent;

/// <summary>The lead of the home page was arranged.</summary>
public sealed record LeadArranged(IReadOnlyList<string> Slugs) : NewsroomEvent
{
    public override IEnumerable<string> Tags => ["home"];
}

/// <summary>A place was named, or its names were changed.</summary>
public sealed record PlaceNamed(string Place) : NewsroomEvent;
