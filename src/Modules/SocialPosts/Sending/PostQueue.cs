using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.SocialPosts.Networks;
using Concord.SocialPosts.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Sending;

/// <summary>
/// The queue of posts. A process holds one for a short time; before the network is given it, its row says so, and only the
/// process that holds it can make it say so. One that died in that moment leaves a row that is repeated only where the network
/// notices a repetition.
/// </summary>
internal sealed class PostQueue(ConcordDb db, SocialNetworks networks, TimeProvider time)
{
    private const string Scope = "socialposts:posts";
    private static readonly Actor Self = Actor.System("socialposts");

    /// <summary>How long a process holds a post while its picture is sent.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Longer than a network may take for its answer.</summary>
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(8),
    ];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes a post that is due, for one sender alone.</summary>
    /// <returns>Null where none is due.</returns>
    public async Task<SocialPost?> TakeAsync(CancellationToken cancellation)
    {
        var (now, holder) = (Now, Guid.NewGuid());
        var due = db.Set<SocialPost>()
            .AsNoTracking()
            .Where(row => row.State == SocialPostState.Queued && row.DueAt <= now)
            .Where(row => row.LeasedUntil == null || row.LeasedUntil < now);
        while (await due.OrderBy(row => row.DueAt).FirstOrDefaultAsync(cancellation) is { } next)
        {
            var until = now + Lease;
            var taken = await due.Where(row => row.Id == next.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.LeasedBy, holder).SetProperty(row => row.LeasedUntil, until),
                    cancellation
                );
            if (taken == 1)
            {
                (next.LeasedBy, next.LeasedUntil) = (holder, until);
                return next;
            }
        }

        return null;
    }

    /// <summary>Says that the network is about to be given the post.</summary>
    /// <param name="at">UTC; kept where it was tried before.</param>
    /// <returns>False where the post is no longer this process's to send.</returns>
    public async Task<bool> BeginAsync(SocialPost post, DateTime at)
    {
        var (now, until) = (Now, Now + LongestSending);
        return await db.Set<SocialPost>()
                .Where(row => row.Id == post.Id && row.State == SocialPostState.Queued)
                .Where(row => row.LeasedBy == post.LeasedBy && row.LeasedUntil > now)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.State, SocialPostState.Sending)
                        .SetProperty(row => row.FirstTriedAt, row => row.FirstTriedAt ?? at)
                        .SetProperty(row => row.LeasedUntil, until)
                        .SetProperty(row => row.Version, row => row.Version + 1)
                ) == 1;
    }

    /// <summary>Writes down what became of a post that this process held, with its entry in the journal.</summary>
    public async Task SettleAsync(SocialPost post, SocialPostState state, NetworkAnswer answer)
    {
        var now = Now;
        await using var transaction = await db.BeginExclusiveTransactionAsync(Scope, CancellationToken.None);
        var settled = await Held(post)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.State, state)
                    .SetProperty(row => row.Answer, answer.Words)
                    .SetProperty(row => row.RemoteId, answer.Id)
                    .SetProperty(row => row.RemoteUrl, answer.Url)
                    .SetProperty(row => row.SettledAt, now)
                    .SetProperty(row => row.LeasedBy, (Guid?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTime?)null)
            );
        if (settled == 1)
        {
            RecordOutcome(post, state, answer);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await db.CommitAsync(transaction, CancellationToken.None);
    }

    /// <summary>
    /// Puts a post off because the network did, or did not answer. Where it may be public already it is tried again only as long
    /// as the network notices the repetition.
    /// </summary>
    public async Task PutOffAsync(SocialPost post, NetworkAnswer answer)
    {
        var mayHaveArrived = post.MayHaveArrived || answer.Kind == AnswerKind.Unknown;
        var pause = Pauses[Math.Min(post.Attempts, Pauses.Length - 1)];
        var due = Now + (answer.Wait > pause ? answer.Wait.Value : pause);
        if (mayHaveArrived && !networks.MayRepeat(post, due))
        {
            await SettleAsync(post, SocialPostState.Unknown, answer);
            return;
        }

        if (post.Attempts >= Pauses.Length)
        {
            await SettleAsync(post, SocialPostState.Failed, answer);
            return;
        }

        await Held(post)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.State, SocialPostState.Queued)
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.MayHaveArrived, mayHaveArrived)
                    .SetProperty(row => row.Answer, answer.Words)
                    .SetProperty(row => row.DueAt, due)
                    .SetProperty(row => row.LeasedBy, (Guid?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTime?)null)
            );
    }

    /// <summary>Gives a post back whose document is no longer public: a person has to approve it again.</summary>
    public Task ReturnAsync(SocialPost post) =>
        Held(post)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.State, SocialPostState.Draft)
                    .SetProperty(row => row.ApprovedBy, (string?)null)
                    .SetProperty(row => row.DueAt, (DateTime?)null)
                    .SetProperty(row => row.Version, row => row.Version + 1)
                    .SetProperty(row => row.LeasedBy, (Guid?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTime?)null)
            );

    /// <summary>Finds posts whose sender died while the network had them.</summary>
    public async Task FindAbandonedAsync(CancellationToken cancellation)
    {
        var now = Now;
        var abandoned = await db.Set<SocialPost>()
            .AsNoTracking()
            .Where(row => row.State == SocialPostState.Sending && row.LeasedUntil < now)
            .ToListAsync(cancellation);
        foreach (var post in abandoned)
        {
            await PutOffAsync(post, new NetworkAnswer(AnswerKind.Unknown, "The program ended before the network answered."));
        }
    }

    private void RecordOutcome(SocialPost post, SocialPostState state, NetworkAnswer answer)
    {
        if (state == SocialPostState.Sent)
        {
            db.Record(new SocialPostSent(post.Slug, post.Account, answer.Url ?? "") { Actor = Self, Subject = post.Subject });
        }
        else
        {
            db.Record(
                new SocialPostFailed(post.Slug, post.Account, state.ToString(), answer.Words)
                {
                    Actor = Self,
                    Subject = post.Subject,
                }
            );
        }
    }

    private IQueryable<SocialPost> Held(SocialPost post) =>
        db.Set<SocialPost>()
            .Where(row => row.Id == post.Id && row.LeasedBy == post.LeasedBy)
            .Where(row => row.State == SocialPostState.Queued || row.State == SocialPostState.Sending);
}
