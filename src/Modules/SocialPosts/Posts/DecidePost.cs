using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.SocialPosts.Networks;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Posts;

/// <summary>Decisions of a person about posts that were sent, or that were not.</summary>
internal sealed class DecidePost(ConcordDb db, SocialAccounts accounts, SocialNetworks networks, TimeProvider time)
{
    private const string Scope = "socialposts:posts";

    /// <summary>Sends a post again that failed, or of which nobody knows whether it arrived.</summary>
    public Task<PostFault> RepeatAsync(Guid id, Actor actor, CancellationToken cancellation) =>
        DecideAsync(
            id,
            SocialPostState.Queued,
            actor,
            post => post.State is SocialPostState.Failed or SocialPostState.Unknown,
            cancellation
        );

    /// <summary>Notes that a post arrived of which nobody knew.</summary>
    public Task<PostFault> ConfirmAsync(Guid id, Actor actor, CancellationToken cancellation) =>
        DecideAsync(id, SocialPostState.Sent, actor, post => post.State == SocialPostState.Unknown, cancellation);

    /// <summary>Deletes a post at its network.</summary>
    /// <returns>What the network said, where it did not delete it.</returns>
    public async Task<(PostFault Fault, string Answer)> DeleteAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        var post = await db.Set<SocialPost>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (post is null || accounts.Find(post.Account) is not { } account)
        {
            return (PostFault.NotFound, "");
        }

        if (post is not { State: SocialPostState.Sent, RemoteId: { } remote })
        {
            return (PostFault.Changed, "");
        }

        var answer = await networks[account.Network].DeleteAsync(account, remote, cancellation);
        if (answer.Kind != AnswerKind.Accepted)
        {
            return (PostFault.NotDeleted, answer.Words);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(Scope, CancellationToken.None);
        var now = time.GetUtcNow().UtcDateTime;
        var changed = await db.Set<SocialPost>()
            .Where(row => row.Id == id && row.State == SocialPostState.Sent)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, SocialPostState.Deleted).SetProperty(row => row.SettledAt, now),
                CancellationToken.None
            );
        if (changed == 1)
        {
            db.Record(new SocialPostDeleted(post.Slug, post.Account) { Actor = actor, Subject = post.Subject });
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await db.CommitAsync(transaction, CancellationToken.None);
        return (PostFault.None, "");
    }

    private async Task<PostFault> DecideAsync(
        Guid id,
        SocialPostState state,
        Actor actor,
        Func<SocialPost, bool> mayBe,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(Scope, cancellation);
        var post = await db.Set<SocialPost>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (post is null || !mayBe(post))
        {
            return post is null ? PostFault.NotFound : PostFault.Changed;
        }

        var now = time.GetUtcNow().UtcDateTime;
        post.State = state;
        (post.Attempts, post.MayHaveArrived) = (0, false);
        post.DueAt = state == SocialPostState.Queued ? now : post.DueAt;
        post.SettledAt = state == SocialPostState.Queued ? null : now;
        db.Record(new SocialPostDecided(post.Slug, post.Account, state.ToString()) { Actor = actor, Subject = post.Subject });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return PostFault.None;
    }
}
