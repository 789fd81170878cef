using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Followers;
using Concord.Foundation.OutboundHttp;
using Microsoft.AspNetCore.Http;

namespace Concord.ActivityPub.Inbox;

/// <summary>
/// Finds who sent a message. Trust boundary: what is not signed by the key of the account that it says it comes from is not
/// believed.
/// </summary>
internal sealed class VerifyRequest(RemoteActors remotes, TimeProvider time)
{
    /// <summary>How much clocks may differ, and how old a signature may be.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <param name="sender">The account that the message says it comes from.</param>
    /// <param name="asking">Signs the question for the key.</param>
    /// <returns>The account; null where the signature is not its own.</returns>
    public async Task<RemoteActor?> RunAsync(
        HttpRequest request,
        byte[] body,
        string sender,
        LocalActor asking,
        CancellationToken cancellation
    )
    {
        if (
            request.Headers["Signature"] is not [{ } header]
            || RequestSignature.Read(header) is not { } signature
            || signature.Algorithm is not ("rsa-sha256" or "hs2019")
            || !IsRecent(request.Headers.Date)
            || !HasDigest(request.Headers["Digest"], body)
            || TextOf(request, signature) is not { } text
        )
        {
            return null;
        }

        // The account is asked for and not the key, since some servers show only the key at the key's own address.
        var (actor, _) = await remotes.FetchAsync(sender, asking, cancellation);
        return actor is not null && actor.Address == sender && actor.KeyId == signature.KeyId && IsSigned(actor, text, signature)
            ? actor
            : null;
    }

    private bool IsRecent(string? date) =>
        DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && (time.GetUtcNow() - at).Duration() <= Tolerance;

    private static bool HasDigest(string? digest, byte[] body) =>
        digest is not null
        && digest
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(one =>
                one.StartsWith("SHA-256=", StringComparison.OrdinalIgnoreCase)
                && one["SHA-256=".Length..] == HttpSignature.DigestOf(body)["SHA-256=".Length..]
            );

    /// <returns>The signed text; null where a signed header is missing.</returns>
    private static string? TextOf(HttpRequest request, RequestSignature signature)
    {
        var lines = new List<string>();
        foreach (var name in signature.Names)
        {
            var value = name switch
            {
                "(request-target)" => $"{request.Method.ToLowerInvariant()} {request.Path}{request.QueryString}",
                "host" => request.Host.Value,
                _ => request.Headers.TryGetValue(name, out var values) ? string.Join(", ", values.ToArray()) : null,
            };
            if (value is null)
            {
                return null;
            }

            lines.Add($"{name}: {value}");
        }

        return string.Join('\n', lines);
    }

    private static bool IsSigned(RemoteActor actor, string text, RequestSignature signature)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(actor.PublicKey);
        return rsa.VerifyData(Encoding.UTF8.GetBytes(text), signature.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
