namespace Concord.Wall.Posts;

/// <summary>Why a post is not live.</summary>
public enum StateReason
{
    /// <summary>Posts of its source are reviewed.</summary>
    UntrustedSource,

    /// <summary>Note: the word.</summary>
    BlockedWord,

    /// <summary>Note: the host, with the path where one is blocked.</summary>
    BlockedLink,

    /// <summary>It repeats a post that a person hid.</summary>
    RepeatsHiddenPost,

    /// <summary>The post that it repeats was deleted.</summary>
    OriginalDeleted,

    /// <summary>It was deleted at its source, and is there again.</summary>
    Reappeared,

    /// <summary>It was deleted at its source.</summary>
    DeletedAtSource,

    /// <summary>Its source reports it deleted, among many at once.</summary>
    SuspectedDeleted,

    /// <summary>A person decided. Note: the person's own words.</summary>
    Moderator,
}
