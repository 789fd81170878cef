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

/// <summary>The campaigns on the home page were arranged.</summary>
public sealed record CampaignsArranged(IReadOnlyList<string> Slugs) : NewsroomEvent
{
    public override IEnumerable<string> Tags => ["home"];
}

/// <summary>A place was named, or its names were changed.</summary>
public sealed record PlaceNamed(string Place) : NewsroomEvent
{
    /// <summary>The cache tag of names of places, in lists and on pages of documents.</summary>
    public const string Tag = "places";

    public override IEnumerable<string> Tags => ["documents", Tag];
}

/// <summary>A request for clearance was taken back.</summary>
public sealed record ClearanceRequestWithdrawn(string Slug, string Language, int Revision) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A person cleared a revision in one step.</summary>
/// <param name="Step">Name of the step; empty where the kind has none.</param>
public sealed record ClearanceGiven(string Slug, string Language, int Revision, string Step) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A person sent a revision back; the reason says what to change.</summary>
/// <param name="Step">Name of the step; empty where the kind has none.</param>
public sealed record ClearanceRefused(string Slug, string Language, int Revision, string Step) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A person without an account cleared a revision in one step.</summary>
public sealed record ClearanceGivenByGuest(string Slug, string Language, int Revision, string Step, string Guest)
    : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A person without an account sent a revision back.</summary>
public sealed record ClearanceRefusedByGuest(string Slug, string Language, int Revision, string Step, string Guest)
    : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A link was made by which a person without an account decides one step.</summary>
public sealed record ClearanceLinkMade(string Slug, string Language, int Revision, string Step, string Guest)
    : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A link for a person without an account was revoked.</summary>
public sealed record ClearanceLinkRevoked(string Slug, string Language, int Revision, string Guest) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>The steps by which texts of a kind are cleared were set.</summary>
/// <param name="Steps">Their names, in order; none for one clearance by anybody who may clear.</param>
public sealed record ClearanceStepsSet(string Kind, IReadOnlyList<string> Steps) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>Somebody commented on a text.</summary>
public sealed record CommentAdded(string Slug, string Language, int Revision) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A discussion of a text was settled.</summary>
public sealed record CommentResolved(string Slug, string Language) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A settled discussion of a text was opened again.</summary>
public sealed record CommentReopened(string Slug, string Language) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A released edition became a draft again; readers find nothing at its address.</summary>
public sealed record EditionUnpublished(string Slug, string Language, DateTime At) : DocumentEvent(Slug);

/// <summary>A change for readers was undone within a minute.</summary>
/// <param name="State">What it had made of the edition: <c>Live</c>, <c>Withdrawn</c> …</param>
public sealed record ChangeUndone(string Slug, string Language, string State) : DocumentEvent(Slug);

/// <summary>A personal link to read a document before its release was made.</summary>
public sealed record EarlyLinkMade(string Slug, string Reader) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A personal link to a document before its release was opened for the first time.</summary>
public sealed record EarlyLinkOpened(string Slug, string Reader) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A personal link to a document before its release was revoked.</summary>
public sealed record EarlyLinkRevoked(string Slug, string Reader) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>The preview links of a document were revoked.</summary>
public sealed record PreviewsRevoked(string Slug) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>The texts of a document have to be ready until a time.</summary>
/// <param name="Until">UTC.</param>
public sealed record DeadlineSet(string Slug, DateTime Until) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>The deadline of a document was taken away.</summary>
public sealed record DeadlineRemoved(string Slug) : DocumentEvent(Slug)
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>The agreed words for a concept were set.</summary>
public sealed record GlossaryTermSet(string Concept) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A concept was removed from the glossary.</summary>
public sealed record GlossaryTermRemoved(string Concept) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>An item of a WordPress site was imported; the subject is what it became.</summary>
/// <param name="Site">Host of the old site, and its path there.</param>
/// <param name="Item">Its id there.</param>
public sealed record WordPressItemImported(string Site, long Item) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>The PDF of a released statement was made.</summary>
public sealed record StatementPrinted(string Slug, string Language, int Revision) : AuditEvent
{
    public override string Module => "newsroom";

    public override IEnumerable<string> Tags => [$"document:{Slug}"];
}
