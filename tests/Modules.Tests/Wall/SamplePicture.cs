using NetVips;

namespace Concord.Modules.Tests.Wall;

internal static class SamplePicture
{
    /// <summary>A gradient whose blue is <paramref name="shade"/> (0 to 255), so that pictures can be told apart.</summary>
    public static byte[] Png(int width, int height, int shade)
    {
        using var picture = Image.Xyz(width, height).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var three = picture.Bandjoin(shade);
        return three.PngsaveBuffer();
    }
}
