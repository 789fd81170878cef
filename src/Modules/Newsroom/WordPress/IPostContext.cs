namespace Concord.Newsroom.WordPress;

/// <summary>What the text of a post refers to.</summary>
internal interface IPostContext
{
    /// <param name="address">As in the text.</param>
    /// <param name="attachment">Id of the attachment that the text names; null where it names none.</param>
    /// <returns>Null where the site does not have it.</returns>
    PostPicture? PictureOf(string address, long? attachment);

    /// <param name="ids">None for those that are attached to the post.</param>
    IReadOnlyList<PostPicture> GalleryOf(IReadOnlyList<long> ids);

    /// <returns>How our texts write the address; null where only its words are kept.</returns>
    PostLink? LinkOf(string address);

    /// <summary>HTML of a footnote; null where there is none of that id.</summary>
    string? FootnoteOf(string id);

    void Report(PostProblem problem, string detail);
}

/// <param name="Name">In the library.</param>
/// <param name="Alt">Empty where nothing is known.</param>
internal sealed record PostPicture(string Name, string Alt, string? Caption);

/// <param name="Address"><c>doc:slug</c>, <c>~/path</c> or a web address.</param>
/// <param name="IsFile">True where it is a file to download, which stands in a paragraph of its own: <c>file:name</c>.</param>
internal sealed record PostLink(string Address, bool IsFile = false);
