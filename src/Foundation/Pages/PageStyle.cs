namespace Concord.Foundation.Pages;

/// <summary>Style sheets of the public pages beside the one that all use; each is a file in <c>src/Web/Styles</c>.</summary>
[Flags]
public enum StyleParts
{
    None = 0,
    Lists = 1,
    Paging = 1 << 1,
    Forms = 1 << 2,
    Facts = 1 << 3,
    Home = 1 << 4,
    Article = 1 << 5,
    Events = 1 << 6,
    Figures = 1 << 7,
    Members = 1 << 8,
    Groups = 1 << 9,
    Wall = 1 << 10,
    Visits = 1 << 11,
    Recordings = 1 << 12,
    Maps = 1 << 13,
}

/// <summary>
/// The style sheets that the current page uses. A page carries its style, so that it is readable after one request; on a bad
/// line every rule it does not use costs time. One instance per request.
/// </summary>
public sealed class PageStyle
{
    public StyleParts Parts { get; private set; }

    public void Use(StyleParts parts) => Parts |= parts;
}
