using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Concord.Wall.Text;

namespace Concord.Wall.Ingestion;

/// <summary>Writes a prepared post to its rows, within the caller's transaction and saved by the caller.</summary>
internal sealed class WritePost(ConcordDb db, PostPictures pictures, TimeProvider time)
{
    /// <summary>Adds a post with its topics and pictures, in the state that the rules give it.</summary>
    public Post Add(WallSource source, PreparedPost ready, BlockList rules, List<Post> similar, Actor actor)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var draft = ready.Draft;
        var id = Post.IdOf(source.Slug, draft.Id);
        var published = PostDates.Believed(draft.At, now);
        var at = published ?? now;
        var post = new Post
        {
            Id = id,
            Source = source.Slug,
            SourceId = draft.Id,
            Link = LinkOf(draft),
            Author = AuthorOf(draft),
            At = at,
            IsUndated = published is null ? true : null,
            ImportedAt = now,
            EditedAt = draft.EditedAt?.UtcDateTime,
            Order = Post.OrderOf(at, id),
            Text = ready.Text,
            Warning = PostColumns.Cut(ready.Warning),
            Language = ready.Language,
            State = PostState.Live,
            Fingerprint = Plain.FingerprintOf(ready.Text),
            Member = source.Member,
            SourceDigest = ready.Digest,
        };
        WriteMarks(post, draft);
        ModeratePost.Run(post, source, rules, similar);
        PostTopics.Write(post, draft.Hashtags, source.Effort, campaign: null);
        pictures.Add(post, ready.Pictures, actor);
        db.Add(post);
        return post;
    }

    /// <summary>
    /// A decision applies to the text as it was: a changed post of an untrusted source is reviewed again, a hidden one stays
    /// hidden, and one that reappears is reviewed.
    /// </summary>
    public async Task ChangeAsync(
        Post post,
        WallSource source,
        PreparedPost ready,
        BlockList rules,
        List<Post> similar,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var draft = ready.Draft;
        var isOtherContent = await pictures.ChangeAsync(post, draft, ready.Pictures, actor, cancellation);
        var before = ContentOf(post);
        if (PostDigest.IsDateCorrected(post.At, post.IsUndated, post.ImportedAt, draft))
        {
            (post.At, post.IsUndated) = (draft.At!.Value.UtcDateTime, null);
            post.Order = Post.OrderOf(post.At, post.Id);
        }

        (post.Text, post.Warning, post.Language) = (ready.Text, PostColumns.Cut(ready.Warning), ready.Language);
        post.Link = LinkOf(draft);
        post.Author = AuthorOf(draft) ?? post.Author;
        (post.Fingerprint, post.SourceDigest) = (Plain.FingerprintOf(ready.Text), ready.Digest);
        WriteMarks(post, draft);
        isOtherContent |= ContentOf(post) != before;
        // A corrected date or language is not a change that readers have to be told of.
        post.EditedAt = draft.EditedAt?.UtcDateTime ?? (isOtherContent ? time.GetUtcNow().UtcDateTime : post.EditedAt);
        PostTopics.Write(post, draft.Hashtags, source.Effort, CampaignOf(post));
        switch (post.State)
        {
            case PostState.Live when isOtherContent && ModeratePost.ReasonToReview(post, source, rules) is { } reason:
                post.SetState(PostState.PendingReview, reason);
                break;
            case PostState.Duplicate:
                // It may no longer be a duplicate.
                post.SetState(PostState.Live, reason: null);
                post.DuplicateOf = null;
                ModeratePost.Run(post, source, rules, similar);
                break;
            case PostState.SuspectedDeleted:
                // It is at its source after all.
                post.SetState(PostState.Live, reason: null);
                post.SuspectedDeletedAt = null;
                ModeratePost.Run(post, source, rules, similar);
                break;
            case PostState.Deleted:
                post.SetState(PostState.PendingReview, new ReviewReason(StateReason.Reappeared));
                break;
            default:
                break;
        }
    }

    /// <summary>What a decision about a post applies to.</summary>
    private static (string, string?, string?, string?, string?) ContentOf(Post post) =>
        (post.Text, post.Warning, post.Link, post.QuotedText, post.QuotedLink);

    private static void WriteMarks(Post post, FetchedPost draft)
    {
        post.IsSensitive = draft.IsSensitive ? true : null;
        post.QuotedText = draft.Quote is { } quote ? CleanText.Of(quote.Text) : null;
        post.QuotedAuthor = draft.Quote?.Author is { Length: > 0 } author ? PostColumns.Cut(CleanText.Of(author)) : null;
        post.QuotedLink = PostColumns.Whole(JsonParts.WebOnly(draft.Quote?.Link));
    }

    private static string? LinkOf(FetchedPost draft) => PostColumns.Whole(JsonParts.WebOnly(draft.Link));

    private static string? AuthorOf(FetchedPost draft) =>
        draft.Author is { Length: > 0 } author ? PostColumns.Cut(CleanText.Of(author).ReplaceLineEndings(" ")) : null;

    private static string? CampaignOf(Post post) => post.Topics.Find(topic => topic.Scheme == TopicScheme.Campaign)?.Value;
}
