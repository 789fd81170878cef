using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>The protocol of one network. A new network is one more class.</summary>
internal interface IPostSource
{
    /// <summary>As operators write it: <c>feed</c>, <c>mastodon</c>.</summary>
    string Kind { get; }

    /// <returns>The result, errors included; throws only when cancelled.</returns>
    Task<SourceResult> ReadAsync(SourceRequest source, CancellationToken cancellation);

    /// <summary>Asks whether posts are still there and unchanged.</summary>
    /// <returns>Posts that the source does not mention are left out.</returns>
    Task<PresenceResult> CheckAsync(SourceRequest source, IReadOnlyList<KnownPost> posts, CancellationToken cancellation);
}

/// <summary>A stored post.</summary>
/// <param name="Link">Its address at the source.</param>
internal sealed record KnownPost(string Id, string? Link);

/// <param name="Deleted">Ids of posts that are gone.</param>
/// <param name="There">Ids of posts that are there.</param>
/// <param name="Present">Posts as they are now, changed or not, where the network returns them.</param>
internal sealed record PresenceResult(
    IReadOnlyList<string> Deleted,
    IReadOnlyList<string> There,
    IReadOnlyList<FetchedPost> Present
);

/// <summary>A source to be polled.</summary>
/// <param name="Address">As the operator gave it: a feed's address, an account's page.</param>
internal sealed record SourceRequest(Uri Address)
{
    /// <summary>The cursor of the previous poll; only the protocol that wrote it understands it.</summary>
    public SyncCursor Cursor { get; init; } = SyncCursor.None;

    /// <summary>An access token, for networks that require one.</summary>
    public string? Token { get; init; }

    /// <summary>True for a server of the operator's own network.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Trust in a private network is the source's alone: no other host inherits it.</summary>
    public FetchRequest Fetch(Uri address) =>
        new(address) { AllowsTrustedNetworks = IsInternal && address.Authority == Address.Authority };
}

/// <summary>Where reading a source ended, so that the next poll asks only for what came after.</summary>
internal sealed record SyncCursor(string? EntityTag, DateTimeOffset? LastModified, string? Newest, string? Account)
{
    public static readonly SyncCursor None = new(null, null, null, null);
}

/// <summary>The result of one poll.</summary>
internal sealed record SourceResult(FetchOutcome Outcome, SyncCursor Cursor)
{
    /// <summary>Newest first; may include posts that are known.</summary>
    public IReadOnlyList<FetchedPost> Posts { get; init; } = [];

    /// <summary>Ids of posts that the source says are gone.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>The pause that the source asks for.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A sentence for the operator; null where all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>Posts, and parts of posts, that could not be read.</summary>
    public IReadOnlyList<PostFault> Faults { get; init; } = [];

    /// <summary>The server says that the source has gone for good (410).</summary>
    public bool IsGone { get; init; }

    /// <summary>The source's new address after a permanent redirect.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>For a network that can only be read backwards, where what is new did not end within what one reading may take.</summary>
    public const string TooMany = "More is new than one reading may take; what lies before it was not read.";

    public bool IsGood => Outcome is FetchOutcome.Fetched or FetchOutcome.NotModified;

    /// <summary>A failed poll: nothing read, the cursor unchanged.</summary>
    public static SourceResult Failed(FetchResult answer, SyncCursor mark) =>
        new(answer.Outcome, mark)
        {
            Wait = answer.RetryAfter,
            Problem = answer.Problem,
            MovedTo = answer.HasMoved ? answer.Address : null,
            IsGone = answer.Status == 410,
        };
}

/// <summary>A post, or a part of one, that could not be read.</summary>
/// <param name="Post">Its id, where it is known.</param>
/// <param name="What">A sentence: what was left out, and why.</param>
internal sealed record PostFault(string? Post, string What);
