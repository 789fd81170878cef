using Concord.Foundation.Journal;

namespace Concord.Wall;

/// <summary>What the wall tells the journal.</summary>
public abstract record WallEvent : AuditEvent
{
    public override string Module => "wall";

    public override IEnumerable<string> Tags => ["wall"];
}

/// <summary>A source was entered, or what is said of it was changed.</summary>
/// <param name="Kind">Its protocol.</param>
public sealed record SourceEntered(string Slug, string Kind, string? Address, string? Member, bool IsTrusted) : WallEvent;

/// <summary>Posts came in from one source, or came anew.</summary>
/// <param name="Added">Not there before, whatever became of them.</param>
/// <param name="Edited">Changed at the source since.</param>
/// <param name="Held">Of those, how many wait for a person.</param>
public sealed record PostsIngested(string Source, int Added, int Edited, int PendingReview) : WallEvent;

/// <summary>A person decided about a post.</summary>
/// <param name="Before">What it was.</param>
public sealed record PostModerated(Guid Post, string Before, string After) : WallEvent;

/// <summary>A post was put before all others, or back into its place.</summary>
public sealed record PostPinned(Guid Post, bool IsPinned) : WallEvent;

/// <summary>A translation was put beside a post, or taken away.</summary>
public sealed record PostTranslated(Guid Post, string Language, bool IsTakenAway) : WallEvent;

/// <summary>Posts are no longer at their source, and were taken down here.</summary>
public sealed record PostsDeleted(string Source, IReadOnlyList<Guid> Posts) : WallEvent;

/// <summary>
/// A source says of so many posts at once that they are gone that it may be wrong: they are off the wall, and kept until it
/// has said so for some days.
/// </summary>
public sealed record PostsSuspectedDeleted(string Source, IReadOnlyList<Guid> Posts) : WallEvent;

/// <summary>Posts that were missing are at their source after all.</summary>
public sealed record PostsReappeared(string Source, IReadOnlyList<Guid> Posts) : WallEvent;

/// <summary>A word or a link was banned.</summary>
/// <param name="Held">How many posts were taken off the wall for it, to wait for a person.</param>
public sealed record BlockRuleAdded(string Kind, string Value, int PendingReview) : WallEvent;

/// <summary>A ban was lifted.</summary>
public sealed record BlockRuleRemoved(string Kind, string Value) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A source fails again and again; told once, until it answers again.</summary>
public sealed record SourceFailed(string Slug, string Error) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A source that was told to fail answers again.</summary>
public sealed record SourceRecovered(string Slug) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}
