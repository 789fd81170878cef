using Concord.Foundation.Languages;
using Concord.Media;
using Concord.Wall.Posts;

namespace Concord.Wall.Reading;

/// <summary>A post with all that is needed to draw it.</summary>
/// <param name="Words">Of the post's own language where the site has it, so that a voice speaks one language; else the page's.</param>
/// <param name="Speaker">Name of the member, or of the source; then the author, where it is another name.</param>
/// <param name="Network">Where it was said, in words.</param>
/// <param name="Translation">In the page's language, where the post is in another and there is one.</param>
internal sealed record RenderedPost(
    Post Post,
    Localizer Localizer,
    IReadOnlyList<string> Speaker,
    string Network,
    IReadOnlyList<RenderedPostPicture> Pictures,
    string? Translation
)
{
    /// <summary>Of the element that carries it.</summary>
    public string ElementId => $"post-{Post.Id:N}";

    /// <summary>BCP 47, for the attribute; null where nobody can tell.</summary>
    public string? Language => Post.Language.Length == 0 ? null : Post.Language;

    public string Direction => Text.WritingDirection.Of(Post.Language);
}

/// <param name="Film">Where the film can be seen, whose still this is; null for a picture.</param>
internal sealed record RenderedPostPicture(PagePicture Picture, string? Film);
