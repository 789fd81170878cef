using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Rules that send posts with a word or link to review, whatever their source.</summary>
public sealed class BlockRuleCommands
{
    private const int MaxValue = 300;
    private const int ScanBatch = 500;
    private readonly ConcordDb db;
    private readonly TimeProvider time;

    internal BlockRuleCommands(ConcordDb db, TimeProvider time) => (this.db, this.time) = (db, time);

    public async Task<IReadOnlyList<BlockRuleView>> ListAsync(CancellationToken cancellation) =>
        await db.Set<BlockRule>()
            .AsNoTracking()
            .OrderBy(rule => rule.Kind)
            .ThenBy(rule => rule.Value)
            .Select(rule => new BlockRuleView(rule.Kind == BlockRuleKind.Link, rule.Value.Trim(), rule.Reason, rule.Since))
            .ToListAsync(cancellation);

    /// <summary>
    /// Adds a rule for a word, a phrase or a link; live posts that match it are sent to review. Adding a rule again checks
    /// the live posts again.
    /// </summary>
    public async Task<ModerationResult> AddAsync(
        bool isLink,
        string value,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var kind = isLink ? BlockRuleKind.Link : BlockRuleKind.Word;
        if (BlockList.Normal(kind, value) is not { Length: <= MaxValue } normal)
        {
            return new ModerationResult(ModerationCode.InvalidBlockRule, value);
        }

        var rule = new BlockRule
        {
            Kind = kind,
            Value = normal,
            Reason = reason,
            Since = time.GetUtcNow().UtcDateTime,
        };
        var isNew = await SaveAsync(rule, actor, cancellation);
        // The rule is saved first, so that posts ingested during the scan are checked by ingestion.
        var pending = await RequeueMatchesAsync(rule, actor, cancellation);
        return new ModerationResult(isNew ? ModerationCode.Done : ModerationCode.Unchanged, normal.Trim())
        {
            Counts = new IngestCounts(PendingReview: pending),
        };
    }

    /// <summary>Removes a rule; posts that it sent to review stay there.</summary>
    public async Task<ModerationResult> RemoveAsync(
        bool isLink,
        string value,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var kind = isLink ? BlockRuleKind.Link : BlockRuleKind.Word;
        var normal = BlockList.Normal(kind, value);
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var rule = await db.Set<BlockRule>().SingleOrDefaultAsync(row => row.Kind == kind && row.Value == normal, cancellation);
        if (rule is null)
        {
            return new ModerationResult(ModerationCode.UnknownBlockRule, value);
        }

        db.Remove(rule);
        db.Record(
            new BlockRuleRemoved(NameOf(kind), rule.Value.Trim())
            {
                Actor = actor,
                Subject = SubjectOf(rule),
                Reason = reason,
            }
        );
        return await db.SaveAsync(transaction, new ModerationResult(ModerationCode.Done, rule.Value.Trim()), cancellation);
    }

    internal static ReviewReason ReasonOf(BlockRule rule) =>
        new(rule.Kind == BlockRuleKind.Word ? StateReason.BlockedWord : StateReason.BlockedLink, rule.Value.Trim());

    /// <returns>False where the rule exists.</returns>
    private async Task<bool> SaveAsync(BlockRule rule, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        if (await db.Set<BlockRule>().AnyAsync(row => row.Kind == rule.Kind && row.Value == rule.Value, cancellation))
        {
            return false;
        }

        db.Add(rule);
        db.Record(
            new BlockRuleAdded(NameOf(rule.Kind), rule.Value.Trim())
            {
                Actor = actor,
                Subject = SubjectOf(rule),
                Reason = rule.Reason,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return true;
    }

    /// <summary>Scans the live posts in batches without a lock, and takes it only for a batch that has matches.</summary>
    private async Task<int> RequeueMatchesAsync(BlockRule rule, Actor actor, CancellationToken cancellation)
    {
        var rules = BlockList.Of(rule);
        var (pending, after) = (0, "");
        while (true)
        {
#pragma warning disable CA1309 // Becomes a “>” of the database; the ordinal comparison does not.
            var posts = await db.Set<Post>()
                .Where(post => post.State == PostState.Live && string.Compare(post.Order, after) > 0)
                .OrderBy(post => post.Order)
                .Take(ScanBatch)
                .Select(post => new
                {
                    post.Id,
                    post.Order,
                    Content = new PostContent(
                        new[] { post.Warning, post.Text, post.QuotedAuthor, post.QuotedText, post.QuotedLink }
                    ),
                })
                .ToListAsync(cancellation);
#pragma warning restore CA1309
            if (posts.Count == 0)
            {
                return pending;
            }

            after = posts[^1].Order;
            var matches = posts.Where(post => rules.Match(post.Content) is not null).Select(post => post.Id).ToList();
            if (matches.Count > 0)
            {
                pending += await RequeueAsync(rule, rules, matches, actor, cancellation);
            }
        }
    }

    /// <summary>Checks again under the lock, because a post may have changed since it was scanned.</summary>
    private async Task<int> RequeueAsync(
        BlockRule rule,
        BlockList rules,
        List<Guid> matches,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var live = await db.Set<Post>()
            .Where(post => matches.Contains(post.Id) && post.State == PostState.Live)
            .ToListAsync(cancellation);
        var posts = live.FindAll(post => rules.Match(PostContent.Of(post)) is not null);
        if (posts.Count > 0)
        {
            posts.ForEach(post => post.SetState(PostState.PendingReview, ReasonOf(rule)));
            db.Record(
                new PostsBlocked(NameOf(rule.Kind), rule.Value.Trim(), posts.ConvertAll(post => post.Id))
                {
                    Actor = actor,
                    Subject = SubjectOf(rule),
                    Reason = rule.Reason,
                }
            );
            await db.SaveChangesAsync(cancellation);
        }

        await db.CommitAsync(transaction, cancellation);
        db.ChangeTracker.Clear();
        return posts.Count;
    }

    private static string NameOf(BlockRuleKind kind) => kind.ToString().ToLowerInvariant();

    private static string SubjectOf(BlockRule rule) => $"block-rule:{rule.Value.Trim()}";
}

/// <param name="Since">UTC.</param>
public sealed record BlockRuleView(bool IsLink, string Value, string Reason, DateTime Since);
