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
        var pending = db.Set<Post>().AsNoTracking().Where(post => post.State == PostState.PendingReview);
        var posts = await pending.OrderBy(post => post.Order).Skip(skip).Take(take).ToListAsync(cancellation);
        return new PendingPosts([.. posts.Select(ViewOf)], await pending.CountAsync(cancellation));
    }

    /// <param name="id">Of the post, or enough of its first digits to be unique.</param>
    public async Task<PostView?> FindAsync(string id, CancellationToken cancellation) =>
        await MatchAsync(id, cancellation) is [var post] ? ViewOf(post) : null;

    /// <summary>Shows a post that is pending, hidden or suspected deleted.</summary>
    public Task<ModerationResult> ReleaseAsync(string id, string reason, Actor actor, CancellationToken cancellation) =>
        SetStateAsync(id, PostState.Live, reason, actor, cancellation);

    /// <summary>Hides a post, or rejects one that is pending.</summary>
    public Task<ModerationResult> HideAsync(string id, string reason, Actor actor, CancellationToken cancellation) =>
        SetStateAsync(id, PostState.Hidden, reason, actor, cancellation);

    /// <summary>Sends a post back to review.</summary>
    public Task<ModerationResult> RequeueAsync(string id, string reason, Actor actor, CancellationToken cancellation) =>
        SetStateAsync(id, PostState.PendingReview, reason, actor, cancellation);

    /// <summary>Pins a live post to the top, or unpins it.</summary>
    public async Task<ModerationResult> PinAsync(
        string id,
        bool isPinned,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var (post, refusal) = await FindOneAsync(id, cancellation);
        if (post is null)
        {
            return refusal!;
        }

        if (post.State != PostState.Live)
        {
            return ResultOf(ModerationCode.NotLive, id, post, post.State.NameOf());
        }

        if (post.PinnedAt is not null == isPinned)
        {
            return ResultOf(ModerationCode.Unchanged, id, post);
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
        return await db.SaveAsync(transaction, ResultOf(ModerationCode.Done, id, post), cancellation);
    }

    /// <summary>Adds a translation to a post, or removes it.</summary>
    /// <param name="text">Null removes it.</param>
    public async Task<ModerationResult> TranslateAsync(
        string id,
        string language,
        string? text,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (languages.Find(language) is null)
        {
            var all = string.Join(", ", languages.All.Select(one => one.Code));
            return new ModerationResult(ModerationCode.UnknownLanguage, id, all);
        }

        var clean = text is null ? null : CleanText.Of(text);
        if (clean is "")
        {
            return new ModerationResult(ModerationCode.TextMissing, id);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var (post, refusal) = await FindOneAsync(id, cancellation);
        if (post is null)
        {
            return refusal!;
        }

        if (post.Language == language)
        {
            return ResultOf(ModerationCode.SameLanguage, id, post, language);
        }

        var present = await db.Set<PostTranslation>()
            .SingleOrDefaultAsync(row => row.PostId == post.Id && row.Language == language, cancellation);
        if (clean is null && present is null)
        {
            return ResultOf(ModerationCode.UnknownTranslation, id, post, language);
        }

        if (clean is null)
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

        db.Record(
            new PostTranslated(post.Id, language, IsRemoved: clean is null) { Actor = actor, Subject = $"post:{post.Id:N}" }
        );
        return await db.SaveAsync(transaction, ResultOf(ModerationCode.Done, id, post, language), cancellation);
    }

    private async Task<ModerationResult> SetStateAsync(
        string id,
        PostState state,
        string reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var (post, refusal) = await FindOneAsync(id, cancellation);
        if (post is null)
        {
            return refusal!;
        }

        var before = post.State;
        var (reasonBefore, noteBefore) = (post.StateReason, post.StateNote);
        var (pinnedBefore, suspectedBefore) = (post.PinnedAt, post.SuspectedDeletedAt);
        if (before == state)
        {
            return ResultOf(ModerationCode.Unchanged, id, post);
        }

        if (before is PostState.Deleted)
        {
            return ResultOf(ModerationCode.DeletedAtSource, id, post);
        }

        if (before is PostState.Duplicate)
        {
            return ResultOf(ModerationCode.IsDuplicate, id, post, post.DuplicateOf?.ToString("N"));
        }

        if (state == PostState.Live)
        {
            post.SetState(state, reason: null);
        }
        else
        {
            post.SetState(state, new ReviewReason(StateReason.Moderator, reason));
        }

        post.SuspectedDeletedAt = null;
        db.Record(
            new PostModerated(post.Id, before.NameOf(), state.NameOf())
            {
                Actor = actor,
                Subject = $"post:{post.Id:N}",
                Reason = reason,
                BeforeReason = reasonBefore,
                BeforeNote = noteBefore,
                BeforePinnedAt = pinnedBefore,
                BeforeSuspectedAt = suspectedBefore,
            }
        );
        return await db.SaveAsync(
            transaction,
            ResultOf(ModerationCode.Done, id, post) with
            {
                Before = before.NameOf(),
            },
            cancellation
        );
    }

    private async Task<(Post? Post, ModerationResult? Refusal)> FindOneAsync(string id, CancellationToken cancellation) =>
        await MatchAsync(id, cancellation) switch
        {
            [var post] => (post, null),
            [] => (null, new ModerationResult(ModerationCode.UnknownPost, id, $"{MinIdDigits}")),
            _ => (null, new ModerationResult(ModerationCode.AmbiguousPost, id)),
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

    private static ModerationResult ResultOf(ModerationCode code, string id, Post post, string? detail = null) =>
        new(code, id, detail)
        {
            Post = post.Id,
            After = post.State.NameOf(),
            Source = post.Source,
        };

    private static PostView ViewOf(Post post) =>
        new(
            post.Id,
            post.Source,
            post.Author,
            post.At,
            post.Language,
            post.Text,
            post.State.NameOf(),
            post.StateReason,
            post.StateNote,
            post.Link
        )
        {
            IsUndated = post.IsUndated == true,
            IsSensitive = post.IsSensitive == true,
            Quoted = post.QuotedText is null
                ? null
                : string.Join(
                    '\n',
                    ((string?[])[post.QuotedAuthor, post.QuotedText, post.QuotedLink]).Where(part => part is { Length: > 0 })
                ),
        };
}

/// <param name="Total">How many are pending in all.</param>
public sealed record PendingPosts(IReadOnlyList<PostView> Posts, int Total);

/// <summary>A post for moderation.</summary>
/// <param name="At">UTC.</param>
/// <param name="StateReason">Why it is not live; null for a live one.</param>
/// <param name="StateNote">What the reason is about: see <see cref="Posts.StateReason"/>.</param>
public sealed record PostView(
    Guid Id,
    string Source,
    string? Author,
    DateTime At,
    string Language,
    string Text,
    string State,
    StateReason? StateReason,
    string? StateNote,
    string? Link
)
{
    /// <summary>Its source gives no date that can be read; <see cref="At"/> is when it was first seen.</summary>
    public bool IsUndated { get; init; }

    /// <summary>Its pictures are covered until the reader asks for them.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Author, text and address of the post that it quotes, a line each; null where it quotes none.</summary>
    public string? Quoted { get; init; }
}
