using System.Security.Cryptography;
using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Deliveries;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Concord.ActivityPub.Followers;

/// <summary>Who follows the accounts.</summary>
internal sealed class FollowerStore(ConcordDb db, ActorKeys keys, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Scope = "activitypub:followers";

    private readonly IDataProtector protector = protection.CreateProtector("Concord.ActivityPub.Inbox");

    /// <summary>Adds a follower, or renews one, and queues the answer.</summary>
    /// <param name="follow">Id of the Follow.</param>
    /// <param name="accept">Makes the answer.</param>
    public async Task AddAsync(
        LocalActor actor,
        RemoteActor remote,
        string follow,
        Func<Guid, string> accept,
        CancellationToken cancellation
    )
    {
        var (hash, inbox) = (
            await keys.HashAsync(actor, $"actor:{remote.Address}", cancellation),
            remote.SharedInbox ?? remote.Inbox
        );
        var (inboxHash, followHash) = (
            await InboxHashAsync(actor, inbox, cancellation),
            await FollowHashAsync(actor, follow, cancellation)
        );
        db.Discard();
        await using var transaction = await db.BeginExclusiveTransactionAsync(Scope, cancellation);
        var known = await db.Set<Follower>()
            .SingleOrDefaultAsync(row => row.Language == actor.Language.Code && row.ActorHash == hash, cancellation);
        if (known is null)
        {
            known = new Follower
            {
                Id = Guid.CreateVersion7(),
                Language = actor.Language.Code,
                ActorHash = hash,
                InboxHash = inboxHash,
                Inbox = Encrypt(inbox),
                FollowHash = followHash,
                FollowedAt = time.GetUtcNow().UtcDateTime,
            };
            db.Add(known);
        }

        (known.InboxHash, known.Inbox, known.FollowHash) = (inboxHash, Encrypt(inbox), followHash);
        var id = Guid.CreateVersion7();
        db.Add(
            new OutgoingActivity
            {
                Id = id,
                Language = actor.Language.Code,
                Kind = ActivityKind.Accept,
                Json = protector.Protect(accept(id)),
                CreatedAt = time.GetUtcNow().UtcDateTime,
            }
        );
        // The answer goes to the follower's own inbox: a shared one would not know for whom it is.
        db.Add(
            ActivityDelivery.Of(
                id,
                await InboxHashAsync(actor, remote.Inbox, cancellation),
                Encrypt(remote.Inbox),
                time.GetUtcNow().UtcDateTime
            )
        );
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
    }

    /// <param name="follow">Id of the Follow that is undone; null for whichever there is.</param>
    /// <returns>False where there is no such follower.</returns>
    public async Task<bool> RemoveAsync(LocalActor actor, string remote, string? follow, CancellationToken cancellation)
    {
        var hash = await keys.HashAsync(actor, $"actor:{remote}", cancellation);
        var followHash = follow is null ? null : await FollowHashAsync(actor, follow, cancellation);
        return await db.Set<Follower>()
                .Where(row => row.Language == actor.Language.Code && row.ActorHash == hash)
                .Where(row => followHash == null || row.FollowHash == followHash)
                .ExecuteDeleteAsync(cancellation) > 0;
    }

    public async Task<bool> IsFollowerAsync(LocalActor actor, string remote, CancellationToken cancellation)
    {
        var hash = await keys.HashAsync(actor, $"actor:{remote}", cancellation);
        return await db.Set<Follower>()
            .AnyAsync(row => row.Language == actor.Language.Code && row.ActorHash == hash, cancellation);
    }

    /// <summary>Removes all followers behind an inbox that its server says is gone.</summary>
    public Task<int> RemoveInboxAsync(string language, string inboxHash, CancellationToken cancellation) =>
        db.Set<Follower>().Where(row => row.Language == language && row.InboxHash == inboxHash).ExecuteDeleteAsync(cancellation);

    public Task<int> CountAsync(LocalActor actor, CancellationToken cancellation) =>
        db.Set<Follower>().CountAsync(row => row.Language == actor.Language.Code, cancellation);

    /// <summary>The inboxes of an account's followers, each once.</summary>
    public async Task<IReadOnlyList<(string Hash, string Inbox)>> InboxesAsync(string language, CancellationToken cancellation)
    {
        var rows = await db.Set<Follower>()
            .Where(row => row.Language == language)
            .Select(row => new { row.InboxHash, row.Inbox })
            .ToListAsync(cancellation);
        return [.. rows.DistinctBy(row => row.InboxHash, StringComparer.Ordinal).Select(row => (row.InboxHash, row.Inbox))];
    }

    /// <param name="encrypted">An inbox, or an answer, which names its follower.</param>
    /// <returns>Null where the keys of the site are not those it was encrypted with.</returns>
    public string? Decrypt(string encrypted)
    {
        try
        {
            return protector.Unprotect(encrypted);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string Encrypt(Uri inbox) => protector.Protect(inbox.AbsoluteUri);

    private Task<string> InboxHashAsync(LocalActor actor, Uri inbox, CancellationToken cancellation) =>
        keys.HashAsync(actor, $"inbox:{inbox.AbsoluteUri}", cancellation);

    private Task<string> FollowHashAsync(LocalActor actor, string follow, CancellationToken cancellation) =>
        keys.HashAsync(actor, $"follow:{follow}", cancellation);
}
