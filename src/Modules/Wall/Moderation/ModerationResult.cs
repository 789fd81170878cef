using Concord.Wall.Ingestion;

namespace Concord.Wall.Moderation;

/// <summary>The result of a moderation command. Front ends put the code into words.</summary>
/// <param name="Subject">What the command was about, as it was given: a post, a source, a word.</param>
/// <param name="Detail">What the code is about: see <see cref="ModerationCode"/>.</param>
public sealed record ModerationResult(ModerationCode Code, string Subject, string? Detail = null)
{
    public Guid? Post { get; init; }

    /// <summary>The state of the post before the command and after it.</summary>
    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>The source of the post, or the source itself.</summary>
    public string? Source { get; init; }

    /// <summary>Where posts or sources were counted.</summary>
    public IngestCounts? Counts { get; init; }

    /// <summary>Posts and parts of posts that a poll could not read.</summary>
    public int FaultCount { get; init; }

    /// <summary>The first of them, a line each.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public bool IsDone => Code is ModerationCode.Done or ModerationCode.Unchanged;
}

/// <summary>What a moderation command did, or why it refused.</summary>
public enum ModerationCode
{
    Done,

    /// <summary>It was like that already.</summary>
    Unchanged,

    /// <summary>Somebody else changed the same row meanwhile.</summary>
    Conflict,

    /// <summary>Detail: the least number of digits of an id.</summary>
    UnknownPost,

    /// <summary>More than one post begins with the digits.</summary>
    AmbiguousPost,

    /// <summary>Only a live post can be pinned. Detail: its state.</summary>
    NotLive,

    /// <summary>It was deleted at its source and cannot be decided on.</summary>
    DeletedAtSource,

    /// <summary>The post that it repeats is the one to decide on. Detail: that post.</summary>
    IsDuplicate,

    /// <summary>Detail: the languages of the site.</summary>
    UnknownLanguage,

    /// <summary>The post is in that language itself. Detail: the language.</summary>
    SameLanguage,

    /// <summary>Detail: the language.</summary>
    UnknownTranslation,

    TextMissing,

    /// <summary>There is no campaign of this name. Detail: the campaign.</summary>
    UnknownCampaign,

    /// <summary>Nothing was decided by this person within the last minutes, or somebody decided again.</summary>
    NothingToUndo,

    /// <summary>The same post of the same source is stored.</summary>
    PostExists,

    /// <summary>It cannot be decoded within the limits. Detail: the problem.</summary>
    UnreadablePicture,

    UnknownSource,

    /// <summary>It has no address or no protocol of this site, so it cannot be polled.</summary>
    NotPolled,

    SourceExists,

    /// <summary>Detail: the most characters.</summary>
    InvalidSlug,

    /// <summary>Detail: the kinds there are.</summary>
    UnknownKind,

    /// <summary>Neither a member nor a name says who speaks.</summary>
    SpeakerMissing,

    /// <summary>Detail: the most characters.</summary>
    NameTooLong,

    /// <summary>Detail: the lines of effort there are.</summary>
    UnknownEffort,

    /// <summary>Detail: the member.</summary>
    UnknownMember,

    /// <summary>It is not an http or https address. Detail: the address.</summary>
    InvalidAddress,

    /// <summary>No source was found at the address. Detail: the problem.</summary>
    UnreadableAddress,

    /// <summary>The address leads to another host, which trust or a secret is not for. Detail: the address there.</summary>
    OtherHost,

    /// <summary>The source has not moved; there is no address to accept.</summary>
    NotMoved,

    /// <summary>The source could not be read. Detail: the problem.</summary>
    PollFailed,

    /// <summary>It is not OPML. Detail: the place and the problem.</summary>
    UnreadableList,

    /// <summary>It is neither a word of two letters or more nor a host or address.</summary>
    InvalidBlockRule,

    UnknownBlockRule,
}
