namespace Concord.Media.Rendering;

/// <summary>What decoding one picture may cost.</summary>
/// <param name="MaxPixels">Width times height.</param>
/// <param name="MaxMemory">Bytes of decoded pixels that are in memory at the same time.</param>
/// <param name="MaxTime">For checking it, and again for rendering it.</param>
internal sealed record PictureLimits(long MaxPixels, long MaxMemory, TimeSpan MaxTime)
{
    /// <summary>Of a content pack: a person chose it.</summary>
    public static readonly PictureLimits Own = new(50_000_000, 400L << 20, TimeSpan.FromSeconds(60));

    /// <summary>From a feed: anybody may have made it, and it is shown in a column.</summary>
    public static readonly PictureLimits External = new(25_000_000, 96L << 20, TimeSpan.FromSeconds(10));
}
