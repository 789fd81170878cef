namespace Concord.Foundation.OutboundHttp;

/// <summary>What came of a fetch; failures are results, not exceptions.</summary>
/// <param name="Address">After all redirects.</param>
public sealed record FetchResult(FetchOutcome Outcome, Uri Address)
{
    /// <summary>Of HTTP; 0 where there was no response.</summary>
    public int Status { get; init; }

    /// <summary>False where the server cannot have received the request: it can be sent again without being done twice.</summary>
    public bool MayHaveArrived { get; init; } = true;

    /// <summary>Decompressed; only of <see cref="FetchOutcome.Fetched"/>, and of a server's error message.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    public string? ContentType { get; init; }

    public string? EntityTag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>How long the server asks not to be asked again (<c>Retry-After</c>), at most a week.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A sentence for people; null where all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>True where every redirect on the way was permanent: the address should be replaced.</summary>
    public bool HasMoved { get; init; }

    /// <summary>Headers of the response.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

public enum FetchOutcome
{
    Fetched,

    /// <summary>Unchanged since the previous response.</summary>
    NotModified,

    /// <summary>The server asks to be left alone for a while (429, 503).</summary>
    Busy,

    /// <summary>The server refuses (other codes).</summary>
    Denied,

    /// <summary>There is nothing at the address any more (404, 410).</summary>
    NotFound,

    /// <summary>No response: no such name, no connection, too slow, interrupted.</summary>
    Unreachable,

    /// <summary>Not requested, or not read to the end: a private address, too large, too many redirects.</summary>
    Refused,
}
