using NetVips;

namespace Concord.Media.Rendering;

/// <summary>How libvips is used here: loaded with the first picture and not before.</summary>
internal static class LibVips
{
    static LibVips()
    {
        // No two pictures share a step, so nothing is remembered; and loaders that were never hardened stay shut.
        Cache.Max = 0;
        NetVips.NetVips.BlockUntrusted = true;
        // The ground of a share picture is a drawing of ours. A drawing that comes in is never drawn here.
        Operation.Block("VipsForeignLoadSvg", false);
    }

    /// <summary>To be called before libvips is.</summary>
    public static void Prepare() { }
}
