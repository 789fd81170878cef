using Concord.Foundation.Journal;
using Concord.Wall.Posts;

namespace Concord.Wall;

/// <summary>Audit events of the wall.</summary>
public abstract record WallEvent : AuditEvent
{
    public override string Module => "wall";

    public override IEnumerable<string> Tags => ["wall"];
}

/// <summary>A source was added.</summary>
/// <param name="Kind">Its protocol.</param>
public sealed record SourceAdded(string Slug, string Kind, string? Address, string? Member, bool IsTrusted) : WallEvent;

/// <summary>The description of a source was changed by a content pack.</summary>
public sealed record SourceChanged(string Slug, string? Member) : WallEvent;

/// <summary>Posts of a source go live at once from now on.</summary>
public sealed record SourceTrusted(string Slug) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>Posts of a source are reviewed from now on.</summary>
public sealed record SourceDistrusted(string Slug) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A source is no longer polled.</summary>
public sealed record SourcePaused(string Slug) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>The server said that a source has gone for good (410); it is no longer polled.</summary>
public sealed record SourceGone(string Slug) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A paused source is polled again.</summary>
public sealed record SourceResumed(string Slug) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A source redirected permanently to another address, which is polled from now on.</summary>
public sealed record SourceMoved(string Slug, string From, string To) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>
/// A source redirected to another host, or from https to http: it is paused, no longer trusted and without its secret until a
/// person has decided.
/// </summary>
public sealed record SourceMoveHeld(string Slug, string From, string To) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A person accepted the new address of a source; it is polled there, untrusted.</summary>
public sealed record SourceMoveAccepted(string Slug, string From, string To) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>Posts of one source were ingested.</summary>
/// <param name="Added">New ones, in whatever state.</param>
/// <param name="Edited">Changed at the source.</param>
/// <param name="PendingReview">How many of them have to be reviewed.</param>
public sealed record PostsIngested(string Source, int Added, int Edited, int PendingReview) : WallEvent;

/// <summary>A person decided about a post.</summary>
/// <param name="Before">Its state before.</param>
public sealed record PostModerated(Guid Post, string Before, string After) : WallEvent
{
    /// <summary>Why it was not live before; null where it was, and in entries from before this was recorded.</summary>
    public StateReason? BeforeReason { get; init; }

    /// <summary>What that reason was about.</summary>
    public string? BeforeNote { get; init; }

    /// <summary>Since when it was pinned before, UTC; null where it was not.</summary>
    public DateTime? BeforePinnedAt { get; init; }

    /// <summary>Since when its source had reported it deleted, UTC; null where it had not.</summary>
    public DateTime? BeforeSuspectedAt { get; init; }
}

/// <summary>A post was pinned or unpinned.</summary>
public sealed record PostPinned(Guid Post, bool IsPinned) : WallEvent;

/// <summary>A post was attached to a campaign, statement or story, or taken from it.</summary>
/// <param name="Campaign">Slug; null for none.</param>
public sealed record PostAttached(Guid Post, string? Campaign, string? Before) : WallEvent
{
    /// <summary>Cache tag of pages that show attached posts.</summary>
    public const string Tag = "attached-posts";

    public override IEnumerable<string> Tags => [.. base.Tags, Tag];
}

/// <summary>A post was attached to a member, or taken from it.</summary>
public sealed record PostAttachedToMember(Guid Post, string? Member, string? Before) : WallEvent;

/// <summary>A translation was added to a post, or removed.</summary>
public sealed record PostTranslated(Guid Post, string Language, bool IsRemoved) : WallEvent;

/// <summary>Posts were deleted at their source, and so were their copies.</summary>
public sealed record PostsDeleted(string Source, IReadOnlyList<Guid> Posts) : WallEvent;

/// <summary>
/// A source reports too many posts deleted at once to be believed: they are not shown, and deleted when it has reported so
/// for some days.
/// </summary>
public sealed record PostsSuspectedDeleted(string Source, IReadOnlyList<Guid> Posts) : WallEvent;

/// <summary>Posts that were suspected deleted are at their source after all.</summary>
public sealed record PostsReappeared(string Source, IReadOnlyList<Guid> Posts) : WallEvent;

/// <summary>A word or link was blocked.</summary>
public sealed record BlockRuleAdded(string Kind, string Value) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>Live posts that match a block rule were sent to review.</summary>
public sealed record PostsBlocked(string Kind, string Value, IReadOnlyList<Guid> Posts) : WallEvent;

/// <summary>A block rule was removed.</summary>
public sealed record BlockRuleRemoved(string Kind, string Value) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A source failed several times in a row; recorded once until it recovers.</summary>
public sealed record SourceFailed(string Slug, string Error) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}

/// <summary>A failed source answers again.</summary>
public sealed record SourceRecovered(string Slug) : WallEvent
{
    public override IEnumerable<string> Tags => [];
}
