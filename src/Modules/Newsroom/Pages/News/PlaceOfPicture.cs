using Concord.Media;

namespace Concord.Newsroom.Pages.News;

/// <summary>Where pictures of documents are shown.</summary>
internal static class PlaceOfPicture
{
    public static PlacedPicture InLead(PagePicture picture) => new(picture.Card ?? picture, Wide: 27, IsBelowFold: false);

    public static PlacedPicture InCampaign(PagePicture picture) => new(picture.Card ?? picture, Wide: 24, IsBelowFold: true);

    public static PlacedPicture InColumn(PagePicture picture) => new(picture.Card ?? picture, Wide: 30, IsBelowFold: true);

    public static PlacedPicture InArticle(PagePicture picture) => new(picture, Wide: 43, IsBelowFold: false);
}
