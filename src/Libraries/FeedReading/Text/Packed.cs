using System.IO.Compression;

namespace Concord.FeedReading.Text;

/// <summary>Decompresses a feed that is gzip without a header that says so, as archives and some servers send it.</summary>
internal static class Packed
{
    /// <summary>Gzip within gzip is opened this often.</summary>
    private const int MaxLayers = 3;

    /// <param name="maxBytes">For every layer.</param>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> content, int maxBytes, ProblemList problems)
    {
        for (var layer = 0; layer < MaxLayers && content.Span is [0x1F, 0x8B, 8, ..]; layer++)
        {
            content = OpenOne(content, maxBytes, problems);
        }

        if (content.Length > maxBytes)
        {
            problems.AddWhole($"It is larger than {SizeOf(maxBytes)}; the rest was left out.");
            return content[..maxBytes];
        }

        return content;
    }

    private static ReadOnlyMemory<byte> OpenOne(ReadOnlyMemory<byte> content, int maxBytes, ProblemList problems)
    {
        using var opened = new MemoryStream();
        try
        {
            using var source = new GZipStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
            var piece = new byte[81920];
            int read;
            while ((read = source.Read(piece)) > 0)
            {
                if (opened.Length + read > maxBytes)
                {
                    problems.AddWhole($"Decompressed it is larger than {SizeOf(maxBytes)}; the rest was left out.");
                    break;
                }

                opened.Write(piece, 0, read);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            problems.AddWhole("The gzip file is damaged; it was read as far as it goes.");
        }

        return opened.GetBuffer().AsMemory(0, (int)opened.Length);
    }

    private static string SizeOf(int bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MB" : $"{bytes >> 10} KB";
}
