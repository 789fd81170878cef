using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>Stores a post that an operator typed. Block rules apply to it as well.</summary>
internal sealed class AddTypedPost(
    ConcordDb db,
    PreparePost prepare,
    ModeratePost moderate,
    WritePost write,
    PostPictures pictures,
    TimeProvider time
)
{
    public async Task<ModerationResult> RunAsync(WallSource source, NewPost typed, Actor actor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var at = typed.At ?? now;
        var draft = new FetchedPost($"hand-{at:yyyyMMdd'T'HHmmssfff}-{Plain.FingerprintOf(typed.Text)}")
        {
            Text = typed.Text,
            Language = typed.Language,
            At = new DateTimeOffset(at, TimeSpan.Zero),
            Link = typed.Link,
        };
        var ready = await prepare.RunAsync(draft, kept: [], new PictureBudget(time), cancellation);
        if (typed.Picture is { } picture)
        {
            var (drawn, fault) = await MediaStore.RenderAsync(picture, cancellation);
            if (drawn is null)
            {
                return new ModerationResult(ModerationCode.UnreadablePicture, source.Slug, fault);
            }

            ready = ready with { Pictures = [new PreparedPicture(drawn, typed.Alt ?? "", Film: null, Address: null)] };
        }

        await pictures.AddFilesAsync([ready], actor, cancellation);
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        if (await db.Set<Post>().AnyAsync(post => post.Id == Post.IdOf(source.Slug, draft.Id), cancellation))
        {
            return new ModerationResult(ModerationCode.PostExists, source.Slug) { Post = Post.IdOf(source.Slug, draft.Id) };
        }

        var rules = await BlockList.ReadAsync(db, cancellation);
        source.IsTrusted = true;
        var similar = await moderate.FindSimilarAsync(source, [ready.Text], cancellation);
        var post = write.Add(source, ready, rules, similar, actor);
        var pending = post.State == PostState.PendingReview ? 1 : 0;
        db.Record(new PostsIngested(source.Slug, Added: 1, Edited: 0, pending) { Actor = actor, Subject = $"post:{post.Id:N}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return new ModerationResult(ModerationCode.Done, source.Slug)
        {
            Post = post.Id,
            After = post.State.NameOf(),
            Source = source.Slug,
        };
    }
}
