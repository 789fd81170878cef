using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Rules that send posts with a word or link to review, whatever their source.</summary>
public sealed class BlockRuleCommands
{
    private const int AtOnce = 500;
    private readonly ConcordDb db;
    private readonly TimeProvider time;

    internal BlockRuleCommands(ConcordDb db, TimeProvider time) => (this.db, this.time) = (db, time);

    public async Task<IReadOnlyList<BlockRuleView>> ListAsync(CancellationToken cancellation) =>
        await db.Set<BlockRule>()
            .AsNoTracking()
            .OrderBy(ban => ban.Kind)
            .ThenBy(ban => ban.Value)
            .Select(ban => new BlockRuleView(ban.Kind == BlockRuleKind.Link, ban.Value.Trim(), ban.Reason, ban.Since))
            .ToListAsync(cancellation);

    /// <summary>Adds a rule for a word, a phrase or a link; live posts that match it are sent to review.</summary>
    public async Task<CommandResult> AddAsync(
        bool isLink,
        string typed,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var kind = isLink ? BlockRuleKind.Link : BlockRuleKind.Word;
        if (BlockList.Normal(kind, typed) is not { Length: <= 300 } value)
        {
            return CommandResult.Refused(
                isLink ? $"“{typed}” is no link: give a host or an address." : $"“{typed}” has no word of two letters or more."
            );
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        if (await db.Set<BlockRule>().AnyAsync(ban => ban.Kind == kind && ban.Value == value, cancellation))
        {
            return CommandResult.Refused($"“{value.Trim()}” is blocked already.");
        }

        var added = new BlockRule
        {
            Kind = kind,
            Value = value,
            Reason = reason,
            Since = time.GetUtcNow().UtcDateTime,
        };
        db.Add(added);
        var held = await RequeueAsync(BlockList.Of(added), cancellation);
        db.Record(
            new BlockRuleAdded(kind.ToString().ToLowerInvariant(), value.Trim(), held)
            {
                Actor = actor,
                Subject = $"ban:{value.Trim()}",
                Reason = reason,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        var undo = $"concord wall unblock {(isLink ? "link" : "word")} \"{value.Trim()}\" --reason …";
        return CommandResult.Done($"Blocked. Taken off the wall to wait: {held}. To undo it: {undo}");
    }

    /// <summary>Removes a rule; posts that it sent to review stay there.</summary>
    public async Task<CommandResult> RemoveAsync(
        bool isLink,
        string typed,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var kind = isLink ? BlockRuleKind.Link : BlockRuleKind.Word;
        var value = BlockList.Normal(kind, typed);
        var ban = await db.Set<BlockRule>().SingleOrDefaultAsync(row => row.Kind == kind && row.Value == value, cancellation);
        if (ban is null)
        {
            return CommandResult.Refused($"“{typed}” is not blocked: see concord wall blocks.");
        }

        db.Remove(ban);
        db.Record(
            new BlockRuleRemoved(kind.ToString().ToLowerInvariant(), ban.Value.Trim())
            {
                Actor = actor,
                Subject = $"ban:{ban.Value.Trim()}",
                Reason = reason,
            }
        );
        await db.SaveChangesAsync(cancellation);
        return CommandResult.Done("No longer blocked. Posts that wait because of it wait on: concord wall pending.");
    }

    /// <summary>Reads every live post once, in batches.</summary>
    private async Task<int> RequeueAsync(BlockList bans, CancellationToken cancellation)
    {
        var (held, after) = (0, "");
        while (true)
        {
#pragma warning disable CA1309 // Becomes a “>” of the database; the ordinal comparison does not.
            var posts = await db.Set<Post>()
                .Where(post => post.State == PostState.Live && string.Compare(post.Order, after) > 0)
                .OrderBy(post => post.Order)
                .Take(AtOnce)
                .Select(post => new
                {
                    post.Id,
                    post.Order,
                    post.Text,
                    post.Warning,
                })
                .ToListAsync(cancellation);
#pragma warning restore CA1309
            if (posts.Count == 0)
            {
                return held;
            }

            after = posts[^1].Order;
            foreach (
                var meeting in posts
                    .Select(post => (post.Id, BlockRule: bans.Match(post.Text, post.Warning)))
                    .Where(pair => pair.BlockRule is not null)
            )
            {
                var reason = ReasonOf(meeting.BlockRule!);
                var post = await db.Set<Post>().SingleAsync(row => row.Id == meeting.Id, cancellation);
                (post.State, post.StateReason, post.PinnedAt) = (PostState.PendingReview, reason, null);
                held++;
            }
        }
    }

    internal static string ReasonOf(BlockRule ban) =>
        $"It has the blocked {ban.Kind.ToString().ToLowerInvariant()} “{ban.Value.Trim()}”.";
}

/// <param name="Since">UTC.</param>
public sealed record BlockRuleView(bool IsLink, string Value, string Reason, DateTime Since);
