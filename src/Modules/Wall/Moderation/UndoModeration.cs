using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Takes back what a person just decided about a post, as the journal has it.</summary>
internal sealed class UndoModeration(ConcordDb db, TimeProvider time)
{
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<ModerationResult> RunAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        var subject = $"post:{id:N}";
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var post = await db.Set<Post>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        var entry = await db.Set<JournalEntry>()
            .Where(row => row.Subject == subject)
            .OrderByDescending(row => row.Seq)
            .FirstOrDefaultAsync(cancellation);
        if (post is null)
        {
            return new ModerationResult(ModerationCode.UnknownPost, $"{id:N}", "6");
        }

        if (entry is null || entry.Actor != actor.ToString() || entry.At < time.GetUtcNow().UtcDateTime - Within)
        {
            return new ModerationResult(ModerationCode.NothingToUndo, $"{id:N}");
        }

        var undone = Undo(post, entry, actor);
        if (undone is null)
        {
            return new ModerationResult(ModerationCode.NothingToUndo, $"{id:N}");
        }

        db.Record(undone);
        return await db.SaveAsync(
            transaction,
            new ModerationResult(ModerationCode.Done, $"{id:N}") { Post = id, After = post.State.NameOf() },
            cancellation
        );
    }

    /// <returns>What happened; null where the entry is about something else.</returns>
    private static WallEvent? Undo(Post post, JournalEntry entry, Actor actor)
    {
        switch (entry.Kind)
        {
            case nameof(PostModerated) when Read<Decision>(entry) is { } decided && decided.After == post.State.NameOf():
                var undone = new PostModerated(post.Id, post.State.NameOf(), decided.Before)
                {
                    Actor = actor,
                    Subject = entry.Subject,
                    BeforeReason = post.StateReason,
                    BeforeNote = post.StateNote,
                    BeforePinnedAt = post.PinnedAt,
                    BeforeSuspectedAt = post.SuspectedDeletedAt,
                };
                post.SetState(
                    PostStates.Named(decided.Before),
                    decided.BeforeReason is { } reason ? new ReviewReason(reason, decided.BeforeNote) : null
                );
                (post.PinnedAt, post.SuspectedDeletedAt) = (decided.BeforePinnedAt, decided.BeforeSuspectedAt);
                return undone;
            case nameof(PostPinned) when Read<Pinning>(entry) is { } pinning && pinning.IsPinned == post.PinnedAt is not null:
                post.PinnedAt = pinning.IsPinned ? null : entry.At;
                return new PostPinned(post.Id, !pinning.IsPinned) { Actor = actor, Subject = entry.Subject };
            default:
                return null;
        }
    }

    private static T? Read<T>(JournalEntry entry) => JsonSerializer.Deserialize<T>(entry.Data, Json);

    /// <summary>What the journal keeps of <see cref="PostModerated"/>.</summary>
    private sealed record Decision(
        string Before,
        string After,
        StateReason? BeforeReason,
        string? BeforeNote,
        DateTime? BeforePinnedAt,
        DateTime? BeforeSuspectedAt
    );

    /// <summary>What the journal keeps of <see cref="PostPinned"/>.</summary>
    private sealed record Pinning(bool IsPinned);
}
