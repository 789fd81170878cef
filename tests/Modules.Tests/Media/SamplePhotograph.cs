using System.Text;
using NetVips;

namespace Concord.Modules.Tests.Media;

/// <summary>Photographs as phones make them: the left half red, the right half blue.</summary>
internal static class SamplePhotograph
{
    /// <summary>Must not occur in anything that is served.</summary>
    public static readonly string[] Secrets = ["Sitter of Raqqa", "35/1 57/1 9/1", "hidden behind the end", "seen only by XMP"];

    public static byte[] Of(string ending, int width = 900, int height = 600)
    {
        using var image = Plain(width, height);
        return Save(image, ending);
    }

    /// <summary>With the metadata that a phone writes, and the orientation of a phone held upright.</summary>
    public static byte[] WithMetadata(string ending)
    {
        using var plain = Plain(900, 600);
        using var image = plain.Mutate(change =>
        {
            change.Set(GValue.GStrType, "exif-ifd0-Artist", $"{Secrets[0]} (, ASCII, 1 components, 1 bytes)");
            change.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", $"{Secrets[1]} (, Rational, 3 components, 24 bytes)");
            change.Set(GValue.GIntType, "orientation", 6);
            change.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes($"<x:xmpmeta>{Secrets[3]}</x:xmpmeta>"));
        });
        return [.. Save(image, ending), .. Encoding.UTF8.GetBytes(Secrets[2])];
    }

    /// <summary>Areas of grey that differ with the seed, the same in every size.</summary>
    public static byte[] Scene(int seed, string ending, int width = 900, int height = 600)
    {
        var random = new Random(seed);
        using var ground = Image.Black(width, height, 3).Cast(Enums.BandFormat.Uchar);
        using var image = ground.Mutate(change =>
        {
            for (var area = 0; area < 40; area++)
            {
                var (left, top, grey) = (random.NextDouble(), random.NextDouble(), random.Next(256));
                change.DrawRect(
                    [grey, grey, grey],
                    (int)(left * width),
                    (int)(top * height),
                    Math.Max(1, width / 4),
                    Math.Max(1, height / 4),
                    fill: true
                );
            }
        });
        using var copy = image.Copy(interpretation: Enums.Interpretation.Srgb);
        return Save(copy, ending);
    }

    private static Image Plain(int width, int height)
    {
        using var ground = Image.Black(width, height) + new double[] { 20, 20, 220 };
        using var whole = ground.Mutate(change =>
            change.DrawRect([220, 20, 20], 0, 0, Math.Max(1, width / 2), height, fill: true)
        );
        return whole.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static byte[] Save(Image image, string ending) =>
        ending switch
        {
            ".avif" => image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0),
            ".webp" => image.WebpsaveBuffer(),
            ".png" => image.PngsaveBuffer(),
            _ => image.JpegsaveBuffer(),
        };

    /// <summary>The checksum of a PNG chunk, over its name and content.</summary>
    public static uint Crc(ReadOnlySpan<byte> chunk)
    {
        var crc = uint.MaxValue;
        foreach (var value in chunk)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
