using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Decisions about posts, each with its reason in the journal and each reversible.</summary>
public sealed class PostModeration
{
    private const int MinIdDigits = 6;
    private readonly ConcordDb db;
    private readonly LanguageSet languages;
    private readonly TimeProvider time;

    internal PostModeration(ConcordDb db, LanguageSet languages, TimeProvider time) =>
        (this.db, this.languages, this.time) = (db, languages, time);

    /// <summary>Posts pending review, oldest first.</summary>
    public async Task<PendingPosts> PendingAsync(int skip, int take, CancellationToken cancellation)
    {
        var held = db.Set<Post>().AsNoTracking().Where(post => post.State == PostState.PendingReview);
        var posts = await held.OrderBy(post => post.Order).Skip(skip).Take(take).ToListAsync(cancellation);
        return new PendingPosts([.. posts.Select(Show)], await held.CountAsync(cancellation));
    }

    /// <param name="id">Of the post, or enough of its first digits to be unique.</param>
    public async Task<PostView?> FindAsync(string id, CancellationToken cancellation) =>
        await MatchAsync(id, cancellation) is [var post] ? Show(post) : null;

    /// <summary>Shows a post that is pending, hidden or suspected deleted.</summary>
    public Task<CommandResult> ReleaseAsync(string id, string reason, Actor actor, CancellationToken cancellation) =>
        DecideAsync(
            id,
            PostState.Live,
            [PostState.PendingReview, PostState.Hidden, PostState.SuspectedDeleted],
            reason,
            actor,
            cancellation
        );

    /// <summary>Hides a post, or rejects one that is pending.</summary>
    public Task<CommandResult> HideAsync(string id, string reason, Actor actor, CancellationToken cancellation) =>
        DecideAsync(
            id,
            PostState.Hidden,
            [PostState.Live, PostState.PendingReview, PostState.SuspectedDeleted],
            reason,
            actor,
            cancellation
        );

    /// <summary>Sends a post back to review.</summary>
    public Task<CommandResult> RequeueAsync(string id, string reason, Actor actor, CancellationToken cancellation) =>
        DecideAsync(
            id,
            PostState.PendingReview,
            [PostState.Live, PostState.Hidden, PostState.SuspectedDeleted],
            reason,
            actor,
            cancellation
        );

    /// <summary>Pins a live post to the top, or unpins it.</summary>
    public async Task<CommandResult> PinAsync(
        string id,
        bool isPinned,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var (post, refusal) = await OneAsync(id, cancellation);
        if (post is null)
        {
            return refusal!;
        }

        if (post.State != PostState.Live)
        {
            return CommandResult.Refused($"The post is {NameOf(post.State)}: only a live one can be pinned. Release it first.");
        }

        if (post.PinnedAt is not null == isPinned)
        {
            return CommandResult.Refused(isPinned ? "The post is pinned already." : "The post is not pinned.");
        }

        post.PinnedAt = isPinned ? time.GetUtcNow().UtcDateTime : null;
        db.Record(
            new PostPinned(post.Id, isPinned)
            {
                Actor = actor,
                Subject = $"post:{post.Id:N}",
                Reason = reason,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return CommandResult.Done(
            isPinned
                ? $"Pinned. To undo it: concord wall unpin {post.Id:N} --reason …"
                : $"No longer pinned. To undo it: concord wall pin {post.Id:N} --reason …"
        );
    }

    /// <summary>Adds a translation to a post, or removes it.</summary>
    /// <param name="text">Null removes it.</param>
    public async Task<CommandResult> TranslateAsync(
        string id,
        string language,
        string? text,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (languages.Find(language) is null)
        {
            return CommandResult.Refused(
                $"“{language}” is no language of this site; there are: {string.Join(", ", languages.All.Select(one => one.Code))}."
            );
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var (post, refusal) = await OneAsync(id, cancellation);
        if (post is null)
        {
            return refusal!;
        }

        var clean = CleanText.Of(text ?? "");
        if (post.Language == language)
        {
            return CommandResult.Refused($"The post is in “{language}” itself.");
        }

        var present = await db.Set<PostTranslation>()
            .SingleOrDefaultAsync(row => row.PostId == post.Id && row.Language == language, cancellation);
        if (clean.Length == 0 && present is null)
        {
            return CommandResult.Refused(
                text is null ? $"There is no translation into “{language}”." : "The translation has no text."
            );
        }

        if (clean.Length == 0)
        {
            db.Remove(present!);
        }
        else if (present is not null)
        {
            present.Text = clean;
        }
        else
        {
            db.Add(
                new PostTranslation
                {
                    PostId = post.Id,
                    Language = language,
                    Text = clean,
                }
            );
        }

        db.Record(new PostTranslated(post.Id, language, clean.Length == 0) { Actor = actor, Subject = $"post:{post.Id:N}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return CommandResult.Done(
            clean.Length == 0
                ? "The translation is taken away."
                : $"The translation stands beside the post. To take it away: concord wall translate {post.Id:N} --language {language} --remove"
        );
    }

    private async Task<CommandResult> DecideAsync(
        string id,
        PostState state,
        PostState[] from,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var (post, refusal) = await OneAsync(id, cancellation);
        if (post is null)
        {
            return refusal!;
        }

        if (!from.Contains(post.State))
        {
            return CommandResult.Refused(
                post.State == state
                    ? $"The post is {NameOf(state)} already."
                    : $"The post is {NameOf(post.State)}, which cannot be decided on: {WhyNot(post.State)}"
            );
        }

        var before = post.State;
        (post.State, post.StateReason) = (state, state == PostState.Live ? null : reason);
        post.PinnedAt = state == PostState.Live ? post.PinnedAt : null;
        post.SuspectedDeletedAt = null;
        db.Record(
            new PostModerated(post.Id, NameOf(before), NameOf(state))
            {
                Actor = actor,
                Subject = $"post:{post.Id:N}",
                Reason = reason,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return CommandResult.Done($"The post is {NameOf(state)} now. {WayBack(post, before, state)}");
    }

    private static string WayBack(Post post, PostState before, PostState after) =>
        before switch
        {
            PostState.SuspectedDeleted when after == PostState.Live =>
                $"Its source is asked after it again; to keep it until the source is mended: concord wall pause {post.Source} --reason …",
            PostState.SuspectedDeleted => $"To put it on the wall after all: concord wall release {post.Id:N} --reason …",
            PostState.PendingReview => $"To undo it: concord wall hold {post.Id:N} --reason …",
            PostState.Live => $"To undo it: concord wall release {post.Id:N} --reason …",
            _ => $"To undo it: concord wall hide {post.Id:N} --reason …",
        };

    private static string WhyNot(PostState state) =>
        state == PostState.Gone
            ? "it is no longer at its source."
            : "another post of the same voice says the same and stands for it; decide about that one.";

    private async Task<(Post? Post, CommandResult? Refusal)> OneAsync(string id, CancellationToken cancellation) =>
        await MatchAsync(id, cancellation) switch
        {
            [var post] => (post, null),
            [] => (
                null,
                CommandResult.Refused(
                    $"There is no post “{id}”: give its id, or at least its first {MinIdDigits} digits, as “concord wall pending” and the page’s address show it."
                )
            ),
            _ => (null, CommandResult.Refused($"More than one post begins with “{id}”: give more digits.")),
        };

    /// <returns>None, one, or two where there are more.</returns>
    private async Task<List<Post>> MatchAsync(string id, CancellationToken cancellation)
    {
        var digits = id.StartsWith("post-", StringComparison.Ordinal) ? id[5..] : id;
        digits = digits.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        if (digits.Length is < MinIdDigits or > 32 || !digits.All(char.IsAsciiHexDigit))
        {
            return [];
        }

        if (Guid.TryParseExact(digits, "N", out var whole))
        {
            return await db.Set<Post>().Where(post => post.Id == whole).ToListAsync(cancellation);
        }

        var (first, last) = (Guid.ParseExact(digits.PadRight(32, '0'), "N"), Guid.ParseExact(digits.PadRight(32, 'f'), "N"));
        return await db.Set<Post>().Where(post => post.Id >= first && post.Id <= last).Take(2).ToListAsync(cancellation);
    }

    private static string NameOf(PostState state) => state.ToString().ToLowerInvariant();

    private static PostView Show(Post post) =>
        new(
            post.Id,
            post.Source,
            post.Author,
            post.At,
            post.Language,
            post.Text,
            NameOf(post.State),
            post.StateReason,
            post.Link
        );
}

/// <param name="Total">How many are pending in all.</param>
public sealed record PendingPosts(IReadOnlyList<PostView> Posts, int Total);

/// <summary>A post for moderation.</summary>
/// <param name="At">UTC.</param>
/// <param name="StateReason">Why it is pending or hidden.</param>
public sealed record PostView(
    Guid Id,
    string Source,
    string? Author,
    DateTime At,
    string Language,
    string Text,
    string State,
    string? StateReason,
    string? Link
);
