namespace Concord.Foundation.OutboundHttp;

/// <summary>What is to be fetched.</summary>
/// <param name="Address">http or https.</param>
public sealed record FetchRequest(Uri Address)
{
    /// <summary>Media types, as the header has them.</summary>
    public string? Accept { get; init; }

    /// <summary>From the last answer: then one that is as it was is not sent again.</summary>
    public string? EntityTag { get; init; }

    /// <summary>From the last answer.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>A secret for this server alone: not sent on when it redirects elsewhere, nor over a bare line.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Unpacked; null for what the settings allow.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>Only what is said about it is wanted: its content is not read, however large it is.</summary>
    public bool HeadersOnly { get; init; }

    /// <summary>
    /// Further headers, made for each address that is asked on the way. They go wherever a redirect leads: nothing secret
    /// belongs in them.
    /// </summary>
    public Func<Uri, IEnumerable<KeyValuePair<string, string>>>? Sign { get; init; }
}
