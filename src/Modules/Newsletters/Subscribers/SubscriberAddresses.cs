using System.Security.Cryptography;
using System.Text;
using Concord.Foundation.Storage;
using Concord.Newsletters.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Newsletters.Subscribers;

/// <summary>
/// Keeps the addresses of readers unreadable in the database and its backups: encrypted by the keys of the site, and found again
/// by a hash with a secret of its own, which is encrypted too.
/// </summary>
internal sealed class SubscriberAddresses(IDataProtectionProvider protection, IServiceScopeFactory scopes)
{
    private const int MacLength = 8;

    private readonly IDataProtector addresses = protection.CreateProtector("Concord.Newsletters.Address");
    private readonly IDataProtector secrets = protection.CreateProtector("Concord.Newsletters.Secret");
    private byte[]? secret;

    public string Encrypt(string address) => addresses.Protect(address);

    /// <returns>Null where the keys of the site are not those it was encrypted with.</returns>
    public string? Decrypt(string encrypted)
    {
        try
        {
            return addresses.Unprotect(encrypted);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The same for an address in capitals: no provider tells them apart.</summary>
    public async Task<string> HashOfAsync(string address, CancellationToken cancellation) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(await SecretAsync(cancellation), Encoding.UTF8.GetBytes($"address:{address.ToLowerInvariant()}"))
        );

    /// <summary>
    /// Names a delivery in addresses of reports and in the Message-ID. Trust boundary: nobody else can make one, so a forged
    /// report removes no reader.
    /// </summary>
    public async Task<string> MarkOfAsync(Guid delivery, CancellationToken cancellation) =>
        $"{delivery:N}{Convert.ToHexStringLower(await MacOfAsync(delivery, cancellation))}";

    /// <returns>Null where the mark was not made here.</returns>
    public async Task<Guid?> ReadMarkAsync(string mark, CancellationToken cancellation)
    {
        if (mark.Length != 32 + (MacLength * 2) || !Guid.TryParseExact(mark[..32], "N", out var delivery))
        {
            return null;
        }

        var expected = await MarkOfAsync(delivery, cancellation);
        var isOwn = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(mark.ToLowerInvariant()),
            Encoding.ASCII.GetBytes(expected)
        );
        return isOwn ? delivery : null;
    }

    private async Task<byte[]> MacOfAsync(Guid delivery, CancellationToken cancellation) =>
        HMACSHA256.HashData(await SecretAsync(cancellation), Encoding.ASCII.GetBytes($"delivery:{delivery:N}"))[..MacLength];

    private async Task<byte[]> SecretAsync(CancellationToken cancellation)
    {
        if (secret is { } known)
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var state = await NewsletterState.ReadAsync(db, cancellation);
        if (state.Secret is null)
        {
            await NewsletterState.EnsureAsync(db, cancellation);
            // Another node may be first: its secret then holds.
            var own = secrets.Protect(RandomNumberGenerator.GetBytes(32));
            await db.Set<NewsletterState>()
                .Where(row => row.Id == NewsletterState.OnlyId && row.Secret == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Secret, own), cancellation);
            state = await NewsletterState.ReadAsync(db, cancellation);
        }

        return secret = secrets.Unprotect(state.Secret!);
    }
}
