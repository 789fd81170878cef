using System.IO.Compression;

namespace Concord.FeedReading.Text;

/// <summary>Decompresses a feed that is gzip without a header that says so, as archives and some servers send it.</summary>
internal static class Packed
{
    /// <summary>Far larger than any feed; limits decompression bombs.</summary>
    private const int MaxBytes = 256 * 1024 * 1024;

    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> content, ProblemList problems)
    {
        if (content.Length < 3 || content.Span is not [0x1F, 0x8B, 8, ..])
        {
            return content;
        }

        using var opened = new MemoryStream();
        try
        {
            using var source = new GZipStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
            var piece = new byte[81920];
            int read;
            while ((read = source.Read(piece)) > 0)
            {
                if (opened.Length + read > MaxBytes)
                {
                    problems.AddWhole($"Unpacked it has more than {MaxBytes >> 20} MB; the rest was left out.");
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
}
