using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Concord.Foundation.OutboundHttp;

/// <summary>
/// Signs requests to servers that speak ActivityPub: HTTP Signatures (draft-cavage-http-signatures-12), RSA with SHA-256, as
/// Mastodon and others check them.
/// </summary>
public static class HttpSignature
{
    /// <summary>The headers that make a request signed.</summary>
    /// <param name="sign">Signs bytes by RSA with SHA-256 and the padding of PKCS #1.</param>
    /// <param name="keyId">Address at which the public key is found.</param>
    /// <param name="body">Null for a request without one.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(
        Func<byte[], byte[]> sign,
        string keyId,
        HttpMethod method,
        Uri address,
        DateTimeOffset now,
        ReadOnlyMemory<byte>? body = null
    )
    {
        var date = now.ToString("R", CultureInfo.InvariantCulture);
        var host = address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}";
        var names = "(request-target) host date";
        var text = $"(request-target): {method.Method.ToLowerInvariant()} {address.PathAndQuery}\nhost: {host}\ndate: {date}";
        var headers = new List<KeyValuePair<string, string>> { new("Date", date) };
        if (body is { } content)
        {
            var digest = DigestOf(content.Span);
            (names, text) = ($"{names} digest", $"{text}\ndigest: {digest}");
            headers.Add(new("Digest", digest));
        }

        var signature = Convert.ToBase64String(sign(Encoding.ASCII.GetBytes(text)));
        headers.Add(
            new("Signature", $"keyId=\"{keyId}\",algorithm=\"rsa-sha256\",headers=\"{names}\",signature=\"{signature}\"")
        );
        return headers;
    }

    /// <summary>The value of the Digest header for a body.</summary>
    public static string DigestOf(ReadOnlySpan<byte> body) => $"SHA-256={Convert.ToBase64String(SHA256.HashData(body))}";
}
