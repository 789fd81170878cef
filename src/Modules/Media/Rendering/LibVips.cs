using NetVips;

namespace Concord.Media.Rendering;

/// <summary>Settings of libvips, loaded with the first picture.</summary>
internal static class LibVips
{
    static LibVips()
    {
        // Pictures share no operations, so the cache is off; loaders that are not hardened are blocked.
        Cache.Max = 0;
        NetVips.NetVips.BlockUntrusted = true;
        // The background of a share card is our own drawing. Drawings from outside are never rendered.
        Operation.Block("VipsForeignLoadSvg", false);
    }

    /// <summary>Called before libvips is used.</summary>
    public static void Prepare() { }
}
