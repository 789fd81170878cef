namespace Concord.Foundation.OutboundHttp;

/// <summary>What came of fetching; never an exception but a cancelled one.</summary>
/// <param name="Address">After all redirects.</param>
public sealed record FetchResult(FetchOutcome Outcome, Uri Address)
{
    /// <summary>Of HTTP; 0 where there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>Unpacked; empty but for <see cref="FetchOutcome.Fetched"/>, and where a server tells of an error.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    public string? ContentType { get; init; }

    public string? EntityTag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>How long the server wishes not to be asked again (<c>Retry-After</c>), at most a week.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A sentence for people; null where all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>True where every redirect on the way was for good: the address asked should be replaced.</summary>
    public bool HasMoved { get; init; }

    /// <summary>Headers of the answer, for protocols that count in them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

public enum FetchOutcome
{
    Fetched,

    /// <summary>As it was at the last time.</summary>
    NotModified,

    /// <summary>The server asks to be left alone for a while (429, 503).</summary>
    Busy,

    /// <summary>The server says no (other codes).</summary>
    Denied,

    /// <summary>There is nothing any more (404, 410).</summary>
    Gone,

    /// <summary>No answer: no such name, no connection, too slow, broken off.</summary>
    Unreachable,

    /// <summary>We did not ask, or did not read on: a private address, too large, too many redirects.</summary>
    Refused,
}
