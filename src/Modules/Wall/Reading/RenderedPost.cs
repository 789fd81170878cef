using Concord.Foundation.Languages;
using Concord.Media;
using Concord.Wall.Posts;

namespace Concord.Wall.Reading;

/// <summary>A post with everything that is needed to render it.</summary>
/// <param name="Words">Texts in the post's language where the site has it; else in the page's.</param>
/// <param name="Speaker">Name of the source, or else of the member; then the author, where it is another name.</param>
/// <param name="Role">What the speaker is: a member, an institution of a member, or a partner.</param>
/// <param name="Network">Name of the network.</param>
/// <param name="Countries">Names of the members' countries by ISO 3166-1 code, in the page's language.</param>
/// <param name="Translation">In the page's language, where the post is in another and there is one.</param>
internal sealed record RenderedPost(
    Post Post,
    Localizer Localizer,
    IReadOnlyList<string> Speaker,
    string Role,
    string Network,
    IReadOnlyList<RenderedPostPicture> Pictures,
    string? Translation,
    IReadOnlyDictionary<string, string> Countries
)
{
    /// <summary>Id of its element.</summary>
    public string ElementId => $"post-{Post.Id:N}";

    /// <summary>BCP 47, for the attribute; null where it is not known.</summary>
    public string? Language => Post.Language.Length == 0 ? null : Post.Language;

    public string Direction => Text.WritingDirection.Of(Post.Language);
}

/// <param name="Film">Address of the film that this is a still of; null for a picture.</param>
internal sealed record RenderedPostPicture(PagePicture Picture, string? Film);
