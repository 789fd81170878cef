using System.Security.Cryptography;
using Concord.ActivityPub.Actors;
using Concord.Foundation.OutboundHttp;

namespace Concord.ActivityPub.Followers;

/// <summary>An account on another server, as that server describes it.</summary>
/// <param name="Inbox">Its own.</param>
/// <param name="SharedInbox">Of its server; null where it has none.</param>
internal sealed record RemoteActor(string Address, string KeyId, string PublicKey, Uri Inbox, Uri? SharedInbox);

/// <summary>Asks other servers about their accounts. Trust boundary: everything in the answers is untrusted.</summary>
internal sealed class RemoteActors(OutboundHttpClient client, ActorKeys keys)
{
    public const string Types =
        "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

    private const int MaxBytes = 256 * 1024;
    private const int MinKeyBits = 2048;
    private const int MaxAddress = 500;

    /// <param name="address">Of an account, or of a key within it.</param>
    /// <param name="asking">Signs the question: some servers answer only to signed ones.</param>
    /// <returns>The account; or none, and whether its server says that it is gone.</returns>
    public async Task<(RemoteActor? Actor, bool IsGone)> FetchAsync(
        string address,
        LocalActor asking,
        CancellationToken cancellation
    )
    {
        if (ReadAddress(address) is not { } at)
        {
            return (null, false);
        }

        var answer = await client.GetAsync(
            new FetchRequest(new UriBuilder(at) { Fragment = "" }.Uri)
            {
                Accept = Types,
                MaxBytes = MaxBytes,
                Sign = await keys.SignerAsync(asking, HttpMethod.Get, body: null, cancellation),
            },
            cancellation
        );
        return answer.Outcome == FetchOutcome.Fetched && answer.Address.Host == at.Host
            ? (Read(answer.Content), false)
            : (null, answer.Status == 410);
    }

    /// <summary>The account of a JSON document; null where something is missing or does not fit together.</summary>
    public static RemoteActor? Read(ReadOnlyMemory<byte> content)
    {
        if (JsonReading.ReadObject(content) is not { } json)
        {
            return null;
        }

        var (address, key) = (json.TextOf("id"), json.Part("publicKey"));
        if (
            ReadAddress(address) is not { } at
            || ReadAddress(json.TextOf("inbox")) is not { } inbox
            || key.TextOf("id") is not { } keyId
            || key.TextOf("owner") != address
            || key.TextOf("publicKeyPem") is not { } pem
            || !IsKey(pem)
            // A server speaks for itself only; else one could make us send to another.
            || inbox.Authority != at.Authority
        )
        {
            return null;
        }

        var shared = ReadAddress(json.Part("endpoints").TextOf("sharedInbox"));
        return new RemoteActor(address!, keyId, pem, inbox, shared?.Authority == at.Authority ? shared : null);
    }

    /// <summary>Without encryption anybody on the way could change what is read; on the same machine there is nobody.</summary>
    /// <returns>Null where it is no address of the web.</returns>
    public static Uri? ReadAddress(string? text) =>
        text is { Length: <= MaxAddress }
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))
            ? address
            : null;

    private static bool IsKey(string pem)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= MinKeyBits;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
