using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>One network's protocol: reads what is new at one source. A new network is one class more.</summary>
internal interface IPostSource
{
    /// <summary>As operators write it: <c>feed</c>, <c>mastodon</c>.</summary>
    string Kind { get; }

    /// <returns>What came of it, errors included; nothing but a cancelled call throws.</returns>
    Task<SourceResult> ReadAsync(SourceRequest source, CancellationToken cancellation);

    /// <summary>Asks whether posts are still there, and as they were.</summary>
    /// <returns>What the source says; of a post it says nothing of, nothing is said.</returns>
    Task<PresenceResult> CheckAsync(SourceRequest source, IReadOnlyList<KnownPost> posts, CancellationToken cancellation);
}

/// <summary>A post that was read before.</summary>
/// <param name="Link">Where it can be read.</param>
internal sealed record KnownPost(string Id, string? Link);

/// <param name="Gone">Ids of posts that are no longer there.</param>
/// <param name="There">Ids of posts that are.</param>
/// <param name="Present">Posts as they are now, changed or not, where the network shows them.</param>
internal sealed record PresenceResult(
    IReadOnlyList<string> Gone,
    IReadOnlyList<string> There,
    IReadOnlyList<FetchedPost> Present
);

/// <summary>A source as it stands before a reading.</summary>
/// <param name="Address">What the operator gave: a feed's address, an account's page.</param>
internal sealed record SourceRequest(Uri Address)
{
    /// <summary>What the last reading left behind; only the protocol that wrote it understands it.</summary>
    public SyncCursor Cursor { get; init; } = SyncCursor.None;

    /// <summary>A secret, for networks that want one.</summary>
    public string? Token { get; init; }

    /// <summary>True for a server of the operator's own network.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Trust in a private network is the source's alone: no other host inherits it.</summary>
    public FetchRequest Fetch(Uri address) =>
        new(address) { AllowsTrustedNetworks = IsInternal && address.Authority == Address.Authority };
}

/// <summary>Where a reading ended, so that the next one asks only for what came after.</summary>
internal sealed record SyncCursor(string? EntityTag, DateTimeOffset? LastModified, string? Newest, string? Account)
{
    public static readonly SyncCursor None = new(null, null, null, null);
}

/// <summary>What came of reading a source once.</summary>
internal sealed record SourceResult(FetchOutcome Outcome, SyncCursor Cursor)
{
    /// <summary>As the source has them, newest first; also some that were read before.</summary>
    public IReadOnlyList<FetchedPost> Posts { get; init; } = [];

    /// <summary>Ids of posts that the source says are gone.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>How long the source wishes to be left alone.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A sentence for the operator; null where all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>Where the source has moved for good.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>For a network that can only be read backwards, where what is new did not end within what one reading may take.</summary>
    public const string TooMany = "More is new than one reading may take; what lies before it was not read.";

    public bool IsGood => Outcome is FetchOutcome.Fetched or FetchOutcome.NotModified;

    /// <summary>A question that failed: nothing read, the mark as it was.</summary>
    public static SourceResult Failed(FetchResult answer, SyncCursor mark) =>
        new(answer.Outcome, mark) { Wait = answer.RetryAfter, Problem = answer.Problem };
}
