using System.Buffers.Binary;

namespace Concord.Media.Rendering;

/// <summary>
/// Drops the chunks of a PNG that are not needed for its pixels before it is decoded: compressed texts may inflate to
/// gigabytes, and the decoder reads them all.
/// </summary>
internal static class PngChunks
{
    private const int SignatureLength = 8;

    /// <summary>Length, type and checksum.</summary>
    private const int Overhead = 12;

    /// <summary>Bytes: a colour profile is compressed, and takes a few kilobytes.</summary>
    private const int MaxProfile = 64 * 1024;

    private static readonly HashSet<string> Needed = new(StringComparer.Ordinal)
    {
        "IHDR",
        "PLTE",
        "tRNS",
        "gAMA",
        "cHRM",
        "sRGB",
        "sBIT",
        "iCCP",
        "eXIf",
        "IDAT",
        "IEND",
    };

    /// <param name="content">A PNG, well-formed or not.</param>
    /// <returns>The same up to the first chunk that cannot be read, without the chunks that are not needed.</returns>
    public static byte[] WithoutExtras(byte[] content)
    {
        var kept = new MemoryStream(content.Length);
        kept.Write(content, 0, Math.Min(SignatureLength, content.Length));
        var (at, hasProfile) = (SignatureLength, false);
        while (content.Length - at >= Overhead)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(content, at + 4, 4);
            if (length > content.Length - at - Overhead)
            {
                // Truncated: the decoder finds the end of the data.
                kept.Write(content, at, Needed.Contains(type) ? content.Length - at : 0);
                break;
            }

            var isProfile = type is "iCCP" or "eXIf";
            if (Needed.Contains(type) && (!isProfile || (length <= MaxProfile && !(type == "iCCP" && hasProfile))))
            {
                kept.Write(content, at, (int)length + Overhead);
                hasProfile |= type == "iCCP";
            }

            at += (int)length + Overhead;
            if (type == "IEND")
            {
                break;
            }
        }

        return kept.ToArray();
    }
}
