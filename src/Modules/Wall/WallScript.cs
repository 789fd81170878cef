using Concord.Foundation.Pages;

namespace Concord.Wall;

/// <summary>Loads more of the wall in place.</summary>
internal static class WallScript
{
    public static PageScript Script { get; } = PageScript.Read(typeof(WallScript).Assembly, "wall");

    public static string Address => Script.Address;
}
