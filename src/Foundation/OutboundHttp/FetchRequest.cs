namespace Concord.Foundation.OutboundHttp;

/// <summary>What is to be fetched, or sent.</summary>
/// <param name="Address">http or https.</param>
public sealed record FetchRequest(Uri Address)
{
    /// <summary>Media types, as in the header.</summary>
    public string? Accept { get; init; }

    /// <summary>From the previous response: an unchanged one is then not sent again.</summary>
    public string? EntityTag { get; init; }

    /// <summary>From the previous response.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>A secret for this server alone: not sent to another host after a redirect, nor over plain http.</summary>
    public string? BearerToken { get; init; }

    /// <summary>The whole value of the header, for this server alone like <see cref="BearerToken"/>, where that is not enough.</summary>
    public string? Authorization { get; init; }

    /// <summary>Of <see cref="OutboundHttpClient.SendAsync"/>.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Of <see cref="OutboundHttpClient.SendAsync"/>; null sends none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Media type of the body, with its parameters.</summary>
    public string? BodyType { get; init; }

    /// <summary>Decompressed; null for what the options allow.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>Only status and headers are wanted: the content is not read, however large it is.</summary>
    public bool HeadersOnly { get; init; }

    /// <summary>
    /// True may reach the trusted private networks, at this address alone. A redirect to another host or port does not
    /// inherit it.
    /// </summary>
    public bool AllowsTrustedNetworks { get; init; }

    /// <summary>
    /// Further headers, made for each address that is requested on the way. They go wherever a redirect leads: nothing secret
    /// belongs in them.
    /// </summary>
    public Func<Uri, IEnumerable<KeyValuePair<string, string>>>? Sign { get; init; }
}
