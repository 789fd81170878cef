using Concord.Wall.Text;

namespace Concord.Wall.Posts;

/// <summary>Updates the topics of a post: hashtags from its text and its source, line of effort, campaign.</summary>
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

    /// <summary>Changes the campaign of a post alone.</summary>
    /// <param name="campaign">Null for none.</param>
    public static void Attach(Post post, string? campaign)
    {
        var effort = post.Topics.Find(topic => topic.Scheme == TopicScheme.Effort)?.Value;
        post.Topics.RemoveAll(topic => topic.Scheme == TopicScheme.Campaign);
        if (campaign is not null)
        {
            post.Topics.Add(
                new PostTopic
                {
                    PostId = post.Id,
                    Scheme = TopicScheme.Campaign,
                    Value = campaign,
                    Order = post.Order,
                    Language = post.Language,
                    Member = post.Member,
                    Effort = effort,
                }
            );
        }
    }
}
