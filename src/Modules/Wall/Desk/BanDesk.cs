using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Intake;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Desk;

/// <summary>Banned words and links: a post that has one waits for a person, whoever it is from.</summary>
public sealed class BanDesk
{
    private const int AtOnce = 500;
    private readonly ConcordDb db;
    private readonly TimeProvider time;

    internal BanDesk(ConcordDb db, TimeProvider time) => (this.db, this.time) = (db, time);

    public async Task<IReadOnlyList<BanOnDesk>> ListAsync(CancellationToken cancellation) =>
        await db.Set<Ban>()
            .AsNoTracking()
            .OrderBy(ban => ban.Kind)
            .ThenBy(ban => ban.Value)
            .Select(ban => new BanOnDesk(ban.Kind == BanKind.Link, ban.Value.Trim(), ban.Reason, ban.Since))
            .ToListAsync(cancellation);

    /// <summary>Bans a word (or several that follow one another) or a link; live posts that have it wait from now on.</summary>
    public async Task<DeskAnswer> BanAsync(bool isLink, string typed, string reason, Actor actor, CancellationToken cancellation)
    {
        var kind = isLink ? BanKind.Link : BanKind.Word;
        if (BanList.Normal(kind, typed) is not { Length: <= 300 } value)
        {
            return DeskAnswer.Refused(
                isLink ? $"“{typed}” is no link: give a host or an address." : $"“{typed}” has no word of two letters or more."
            );
        }

        await using var transaction = await db.BeginAloneAsync(cancellation);
        if (await db.Set<Ban>().AnyAsync(ban => ban.Kind == kind && ban.Value == value, cancellation))
        {
            return DeskAnswer.Refused($"“{value.Trim()}” is banned already.");
        }

        var added = new Ban
        {
            Kind = kind,
            Value = value,
            Reason = reason,
            Since = time.GetUtcNow().UtcDateTime,
        };
        db.Add(added);
        var held = await HoldAsync(BanList.Of(added), cancellation);
        db.Record(
            new BanEntered(kind.ToString().ToLowerInvariant(), value.Trim(), held)
            {
                Actor = actor,
                Subject = $"ban:{value.Trim()}",
                Reason = reason,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        var undo = $"concord wall unban {(isLink ? "link" : "word")} \"{value.Trim()}\" --reason …";
        return DeskAnswer.Done($"Banned. Taken off the wall to wait: {held}. To undo it: {undo}");
    }

    /// <summary>Lifts a ban; posts that wait because of it wait on, for a person to look.</summary>
    public async Task<DeskAnswer> LiftAsync(bool isLink, string typed, string reason, Actor actor, CancellationToken cancellation)
    {
        var kind = isLink ? BanKind.Link : BanKind.Word;
        var value = BanList.Normal(kind, typed);
        var ban = await db.Set<Ban>().SingleOrDefaultAsync(row => row.Kind == kind && row.Value == value, cancellation);
        if (ban is null)
        {
            return DeskAnswer.Refused($"“{typed}” is not banned: see concord wall bans.");
        }

        db.Remove(ban);
        db.Record(
            new BanLifted(kind.ToString().ToLowerInvariant(), ban.Value.Trim())
            {
                Actor = actor,
                Subject = $"ban:{ban.Value.Trim()}",
                Reason = reason,
            }
        );
        await db.SaveChangesAsync(cancellation);
        return DeskAnswer.Done("No longer banned. Posts that wait because of it wait on: concord wall held.");
    }

    /// <summary>Reads every live post once, in pieces.</summary>
    private async Task<int> HoldAsync(BanList bans, CancellationToken cancellation)
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
                    .Select(post => (post.Id, Ban: bans.Meeting(post.Text, post.Warning)))
                    .Where(pair => pair.Ban is not null)
            )
            {
                var reason = ReasonOf(meeting.Ban!);
                held += await db.Set<Post>()
                    .Where(post => post.Id == meeting.Id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(post => post.State, PostState.Held)
                                .SetProperty(post => post.StateReason, reason)
                                .SetProperty(post => post.PinnedAt, (DateTime?)null),
                        cancellation
                    );
            }
        }
    }

    internal static string ReasonOf(Ban ban) =>
        $"It has the banned {ban.Kind.ToString().ToLowerInvariant()} “{ban.Value.Trim()}”.";
}

/// <param name="Since">UTC.</param>
public sealed record BanOnDesk(bool IsLink, string Value, string Reason, DateTime Since);
