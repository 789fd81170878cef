namespace Concord.Newsroom.Records;

/// <summary>Audit events of records on their way to readers. What changes for readers is an event of their module.</summary>
/// <param name="Kind">Such as <c>member</c>.</param>
public abstract record RecordEvent(string Kind, string Slug) : NewsroomEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A change of a record was saved; readers do not see it yet.</summary>
public sealed record RecordDrafted(string Kind, string Slug, int Revision) : RecordEvent(Kind, Slug);

/// <summary>Somebody asked that a change of a record be cleared.</summary>
public sealed record RecordClearanceRequested(string Kind, string Slug, int Revision) : RecordEvent(Kind, Slug);

/// <summary>A request to clear a change of a record was taken back.</summary>
public sealed record RecordClearanceWithdrawn(string Kind, string Slug, int Revision) : RecordEvent(Kind, Slug);

/// <summary>Somebody cleared a change of a record.</summary>
/// <param name="Step">Name of the step; empty where there are none.</param>
public sealed record RecordCleared(string Kind, string Slug, int Revision, string Step) : RecordEvent(Kind, Slug);

/// <summary>Somebody sent a change of a record back.</summary>
/// <param name="Step">Name of the step; empty where there are none.</param>
public sealed record RecordSentBack(string Kind, string Slug, int Revision, string Step) : RecordEvent(Kind, Slug);

/// <summary>A change of a record became public.</summary>
public sealed record RecordPublished(string Kind, string Slug, int Revision) : RecordEvent(Kind, Slug);

/// <summary>A change of a record was dropped before readers saw it.</summary>
public sealed record RecordDiscarded(string Kind, string Slug, int Revision) : RecordEvent(Kind, Slug);
