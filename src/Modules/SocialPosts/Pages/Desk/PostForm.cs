using Concord.Foundation.Languages;
using Concord.SocialPosts.Counting;
using Concord.SocialPosts.Posts;

namespace Concord.SocialPosts.Pages.Desk;

/// <summary>The fields for one post of one account.</summary>
/// <param name="Length">Null where the site does not know its address.</param>
/// <param name="HasPhotograph">Whether the document has a picture that the network takes.</param>
/// <param name="IsPublic">Whether the post is sent as soon as it is approved.</param>
internal sealed record PostForm(SocialAccount Account, PostDraft Draft, PostLength? Length, bool HasPhotograph, bool IsPublic)
{
    public string LengthIn(Localizer localizer) => Length is { } length ? Words(length, localizer) : "";

    public static string Words(PostLength length, Localizer localizer) =>
        localizer.Fill(
            length.Fits ? "socialposts.length" : "socialposts.length.over",
            ("count", localizer.Format.Number(length.Count)),
            ("max", localizer.Format.Number(length.Max))
        );
}

/// <summary>What the form posts.</summary>
internal sealed class PostFields
{
    public Guid? Id { get; set; }

    public int Version { get; set; }

    public string? Account { get; set; }

    public string? Text { get; set; }

    public bool HasPicture { get; set; }

    public string? Alt { get; set; }

    public PostDraft ToDraft() => new(Id, Version, Account ?? "", Text ?? "", HasPicture, Alt ?? "");
}
