namespace Concord.Media;

/// <summary>A picture, and where on the page it stands: the shared partial <c>_Picture</c> draws it.</summary>
/// <param name="Wide">How wide it is shown on a wide screen, in rem.</param>
/// <param name="IsBelowFold">True where a reader comes to it by scrolling: it is fetched then.</param>
public sealed record PlacedPicture(PagePicture Picture, int Wide, bool IsBelowFold)
{
    /// <summary>As the attribute <c>sizes</c> says it. A narrow screen has one column.</summary>
    public string Sizes => $"(min-width:60rem) {Wide}rem, calc(100vw - 2rem)";
}
