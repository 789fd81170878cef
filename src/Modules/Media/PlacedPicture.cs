namespace Concord.Media;

/// <summary>A picture and its place on the page, rendered by the shared partial <c>_Picture</c>.</summary>
/// <param name="Wide">Its width on a wide screen, in rem.</param>
/// <param name="IsBelowFold">True loads it lazily.</param>
public sealed record PlacedPicture(PagePicture Picture, int Wide, bool IsBelowFold)
{
    /// <summary>Value of the attribute <c>sizes</c>. A narrow screen has one column.</summary>
    public string Sizes => $"(min-width:60rem) {Wide}rem, calc(100vw - 2rem)";
}
