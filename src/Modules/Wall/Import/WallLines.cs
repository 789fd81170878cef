using Concord.Foundation.Languages;
using Concord.Wall.Posts;

namespace Concord.Wall.Import;

/// <summary>A source whose posts come with the pack, as <c>wall.yaml</c> has it.</summary>
internal sealed record SourceLine(string Slug, string Name, string? Member, string? Effort)
{
    /// <summary>As the site has it.</summary>
    public static SourceLine Of(WallSource source) => new(source.Slug, source.Name, source.Member, source.Effort);
}

/// <summary>A post that comes with the pack.</summary>
internal sealed record PostLine
{
    public required string Source { get; init; }

    public required string Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required string Language { get; init; }

    public required string Text { get; init; }

    public required string? Link { get; init; }

    /// <summary>Slug; null for that of the source.</summary>
    public required string? Effort { get; init; }

    public required string? Campaign { get; init; }

    /// <summary>Slug of the member to which it is attached.</summary>
    public required string? AttachedTo { get; init; }

    /// <summary>Name of a picture of the pack.</summary>
    public required string? Picture { get; init; }

    public required bool IsDemonstration { get; init; }

    public required IReadOnlyDictionary<string, string> Translations { get; init; }

    /// <summary>As the site has it.</summary>
    public static PostLine Of(Post post, string? effortOfSource, LanguageSet languages)
    {
        var effort = post.Topics.Find(topic => topic.Scheme == TopicScheme.Effort)?.Value;
        return new PostLine
        {
            Source = post.Source,
            Id = post.SourceId,
            At = post.At,
            Language = post.Language,
            Text = post.Text,
            Link = post.Link,
            Effort = effort == effortOfSource ? null : effort,
            Campaign = post.Topics.Find(topic => topic.Scheme == TopicScheme.Campaign)?.Value,
            AttachedTo = post.Topics.Find(topic => topic.Scheme == TopicScheme.Member)?.Value,
            Picture = post.Pictures.MinBy(picture => picture.Position)?.Name,
            IsDemonstration = post.IsDemonstration,
            Translations = TextsByLanguage.Of(languages, post.Translations, row => row.Language, row => row.Text),
        };
    }
}
