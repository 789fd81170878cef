using Concord.Media;

namespace Concord.Newsroom.Pages.News;

/// <summary>A picture, and where on the page it stands.</summary>
/// <param name="Wide">How wide it is shown on a wide screen, in rem.</param>
/// <param name="IsBelowFold">True where a reader comes to it by scrolling: it is fetched then.</param>
internal sealed record PictureInPlace(PictureOnPage Picture, int Wide, bool IsBelowFold)
{
    /// <summary>As the attribute <c>sizes</c> says it. A narrow screen has one column.</summary>
    public string Sizes => $"(min-width:60rem) {Wide}rem, calc(100vw - 2rem)";

    public static PictureInPlace InLead(PictureOnPage picture) => new(picture, Wide: 27, IsBelowFold: false);

    public static PictureInPlace InCampaign(PictureOnPage picture) => new(picture, Wide: 24, IsBelowFold: true);

    public static PictureInPlace InColumn(PictureOnPage picture) => new(picture, Wide: 30, IsBelowFold: true);

    public static PictureInPlace InArticle(PictureOnPage picture) => new(picture, Wide: 43, IsBelowFold: false);
}
