using Concord.Wall.Text;

namespace Concord.Wall.Posts;

/// <summary>Updates the topics of a post: hashtags from its text and its source, line of effort, what it is attached to.</summary>
internal static class PostTopics
{
    /// <summary>Posts with more are spam-like; the first count.</summary>
    private const int MaxHashtags = 30;

    /// <param name="post">With all other columns set.</param>
    public static void Write(Post post, IEnumerable<string> hashtags, string? effort, string? campaign)
    {
        var tags = hashtags
            .Concat(PostPieces.Of(post.Text).Where(piece => piece.Kind == PieceKind.Hashtag).Select(piece => piece.Text))
            .Select(Hashtag.Fold)
            .Where(tag => tag.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Take(MaxHashtags)
            .Select(tag => (Scheme: TopicScheme.Hashtag, Value: tag));
        var wanted = tags.ToHashSet();
        if (effort is not null)
        {
            wanted.Add((TopicScheme.Effort, effort));
        }

        if (campaign is not null)
        {
            wanted.Add((TopicScheme.Campaign, campaign));
        }

        // A person attached it; the source knows nothing of it.
        wanted.UnionWith(
            post.Topics.Where(topic => topic.Scheme == TopicScheme.Member).Select(topic => (topic.Scheme, topic.Value))
        );
        post.Topics.RemoveAll(topic => !wanted.Remove((topic.Scheme, topic.Value)));
        post.Topics.AddRange(
            wanted.Select(topic => new PostTopic
            {
                PostId = post.Id,
                Scheme = topic.Scheme,
                Value = topic.Value,
                Order = post.Order,
                Language = post.Language,
            })
        );
        foreach (var topic in post.Topics)
        {
            (topic.Order, topic.Member, topic.Language, topic.Effort) = (post.Order, post.Member, post.Language, effort);
        }
    }

    /// <summary>Changes what a post is attached to.</summary>
    /// <param name="scheme">Campaign or member.</param>
    /// <param name="slug">Null for none.</param>
    public static void Attach(Post post, TopicScheme scheme, string? slug)
    {
        var effort = post.Topics.Find(topic => topic.Scheme == TopicScheme.Effort)?.Value;
        post.Topics.RemoveAll(topic => topic.Scheme == scheme);
        if (slug is not null)
        {
            post.Topics.Add(
                new PostTopic
                {
                    PostId = post.Id,
                    Scheme = scheme,
                    Value = slug,
                    Order = post.Order,
                    Language = post.Language,
                    Member = post.Member,
                    Effort = effort,
                }
            );
        }
    }
}
