using System.Security.Cryptography;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;

namespace Concord.Wall.Sources;

/// <summary>
/// The identity of the site for ActivityPub servers that answer only signed requests (“authorized fetch”): requests are
/// signed with HTTP Signatures (draft-cavage-http-signatures-12, RSA with SHA-256), and such a server fetches the public key
/// from the site's actor.
/// </summary>
internal sealed class ActivityKey : IDisposable
{
    public const string ActorPath = "/actor";
    private const int MinKeyBits = 2048;
    private const string Setting = "Concord:Wall:ActivityKey";

    private readonly RSA? key;

    /// <summary>RSA keys are not safe for concurrent use.</summary>
    private readonly Lock turn = new();
    private readonly string site;
    private readonly TimeProvider time;

    private ActivityKey(RSA? key, string site, TimeProvider time) => (this.key, this.site, this.time) = (key, site, time);

    public bool IsSet => key is not null;

    /// <summary>Address of the actor.</summary>
    public string Actor => site + ActorPath;

    public string KeyId => $"{Actor}#main-key";

    /// <summary>In PEM; empty where there is no key.</summary>
    public string Public => key?.ExportSubjectPublicKeyInfoPem() ?? "";

    /// <exception cref="InvalidOperationException">The key cannot be read, or no server could fetch the actor; the message
    /// says what to do.</exception>
    public static ActivityKey From(WallOptions options, SiteAddress site, TimeProvider time)
    {
        if (options.ActivityKey is not { } file)
        {
            return new ActivityKey(key: null, site.Public ?? "", time);
        }

        if (site.Public is not { } address)
        {
            throw new InvalidOperationException(
                $"{Setting} is set, but Concord:PublicAddress is not: other servers have to know where the key belongs to."
            );
        }

        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(Path.GetFullPath(file, HomeDirectory.Path)));
            if (key.KeySize < MinKeyBits)
            {
                throw new CryptographicException($"it has {key.KeySize} bits");
            }

            key.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return new ActivityKey(key, address, time);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidOperationException(
                $"{Setting}: {file} has no private RSA key of {MinKeyBits} bits or more ({failure.Message}). Make one: openssl genrsa -out {file} {MinKeyBits}",
                failure
            );
        }
    }

    public IEnumerable<KeyValuePair<string, string>> Sign(Uri address) =>
        HttpSignature.Headers(SignBytes, KeyId, HttpMethod.Get, address, time.GetUtcNow());

    private byte[] SignBytes(byte[] text)
    {
        lock (turn)
        {
            return key!.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose() => key?.Dispose();
}
