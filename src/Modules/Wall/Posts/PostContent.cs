namespace Concord.Wall.Posts;

/// <summary>Every text of a post that readers see.</summary>
internal sealed record PostContent(params IEnumerable<string?> Parts)
{
    public string Text => string.Join('\n', Parts.Where(part => part is { Length: > 0 }));

    public static PostContent Of(Post post) => new(post.Warning, post.Text, post.QuotedAuthor, post.QuotedText, post.QuotedLink);
}
