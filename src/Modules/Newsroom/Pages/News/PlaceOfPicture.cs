using Concord.Media;

namespace Concord.Newsroom.Pages.News;

/// <summary>Where the pictures of the news stand.</summary>
internal static class PlaceOfPicture
{
    public static PictureInPlace InLead(PictureOnPage picture) => new(picture, Wide: 27, IsBelowFold: false);

    public static PictureInPlace InCampaign(PictureOnPage picture) => new(picture, Wide: 24, IsBelowFold: true);

    public static PictureInPlace InColumn(PictureOnPage picture) => new(picture, Wide: 30, IsBelowFold: true);

    public static PictureInPlace InArticle(PictureOnPage picture) => new(picture, Wide: 43, IsBelowFold: false);
}
