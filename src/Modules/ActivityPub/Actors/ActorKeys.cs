using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.ActivityPub.Actors;

/// <summary>The keys of the accounts: made when they are first needed, encrypted in the database, the same on every node.</summary>
internal sealed class ActorKeys(IDataProtectionProvider protection, IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Bits = 2048;

    private readonly IDataProtector protector = protection.CreateProtector("Concord.ActivityPub.Key");
    private readonly ConcurrentDictionary<string, LoadedKey> known = new(StringComparer.Ordinal);

    /// <summary>PEM.</summary>
    public async Task<string> PublicKeyAsync(LocalActor actor, CancellationToken cancellation) =>
        (await LoadAsync(actor, cancellation)).Public;

    /// <summary>Headers that make a request one of the account.</summary>
    public async Task<Func<Uri, IEnumerable<KeyValuePair<string, string>>>> SignerAsync(
        LocalActor actor,
        HttpMethod method,
        ReadOnlyMemory<byte>? body,
        CancellationToken cancellation
    )
    {
        var key = await LoadAsync(actor, cancellation);
        return address => HttpSignature.Headers(key.Sign, actor.KeyId, method, address, time.GetUtcNow(), body);
    }

    /// <summary>Names something about the account's followers without telling it to who reads the database.</summary>
    public async Task<string> HashAsync(LocalActor actor, string text, CancellationToken cancellation)
    {
        var key = await LoadAsync(actor, cancellation);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(text)));
    }

    private async Task<LoadedKey> LoadAsync(LocalActor actor, CancellationToken cancellation)
    {
        var language = actor.Language.Code;
        if (known.TryGetValue(language, out var loaded))
        {
            return loaded;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        if (await FindAsync(db, language, cancellation) is null)
        {
            await MakeAsync(db, language, cancellation);
        }

        var row = (await FindAsync(db, language, cancellation))!;
        return known[language] = new LoadedKey(protector.Unprotect(row.Private), row.Public);
    }

    private static Task<ActorKey?> FindAsync(ConcordDb db, string language, CancellationToken cancellation) =>
        db.Set<ActorKey>().AsNoTracking().SingleOrDefaultAsync(row => row.Language == language, cancellation);

    private async Task MakeAsync(ConcordDb db, string language, CancellationToken cancellation)
    {
        using var key = RSA.Create(Bits);
        var (secret, created) = (protector.Protect(key.ExportPkcs8PrivateKey()), time.GetUtcNow().UtcDateTime);
        var pem = key.ExportSubjectPublicKeyInfoPem();
        db.Add(
            new ActorKey
            {
                Language = language,
                Private = secret,
                Public = pem,
                CreatedAt = created,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another node was first: its key holds.
            db.Discard();
        }
    }

    private sealed class LoadedKey(byte[] key, string pem)
    {
        public string Public { get; } = pem;

        public byte[] Secret { get; } = SHA256.HashData(key);

        /// <summary>An RSA object is not safe for concurrent use: each signature has its own.</summary>
        public byte[] Sign(byte[] text)
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(key, out _);
            return rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
