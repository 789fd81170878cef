using System.Numerics;
using NetVips;

namespace Concord.Media.Rendering;

/// <summary>
/// What a photograph looks like, in 64 bits: whether each of 8 × 8 places is brighter than the one to its right (difference
/// hash). The same photograph in another size, format or quality differs in a few bits.
/// </summary>
internal static class PictureLikeness
{
    private const int Side = 8;

    /// <summary>Bits. Two unrelated photographs differ in 32 of 64 on average.</summary>
    public const int MaxDistance = 6;

    static PictureLikeness() => LibVips.Prepare();

    /// <param name="content">A photograph that is accepted.</param>
    /// <returns>Null where the picture is damaged after all, or so plain that it looks like many others.</returns>
    public static long? Of(byte[] content)
    {
        try
        {
            using var small = Image.ThumbnailBuffer(
                content,
                Side + 1,
                height: Side,
                size: Enums.Size.Force,
                outputProfile: "srgb"
            );
            using var opaque = small.HasAlpha() ? small.Flatten(background: [255, 255, 255]) : small.Copy();
            using var grey = opaque.Colourspace(Enums.Interpretation.Bw);
            using var bytes = grey.Cast(Enums.BandFormat.Uchar);
            var pixels = bytes.WriteToMemory<byte>();
            var bits = 0UL;
            for (var row = 0; row < Side; row++)
            {
                for (var column = 0; column < Side; column++)
                {
                    var at = (row * (Side + 1)) + column;
                    bits = (bits << 1) | (pixels[at] > pixels[at + 1] ? 1UL : 0UL);
                }
            }

            return BitOperations.PopCount(bits) is < 8 or > 56 ? null : (long)bits;
        }
        catch (VipsException)
        {
            return null;
        }
    }

    public static bool AreAlike(long one, long other) => BitOperations.PopCount((ulong)(one ^ other)) <= MaxDistance;
}
