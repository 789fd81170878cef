using System.IO.Compression;
using UglyToad.PdfPig.Tokens;

namespace Concord.PdfReader;

/// <summary>How long a compressed stream is, found without keeping it.</summary>
internal static class UnpackedStream
{
    /// <param name="most">Where counting ends.</param>
    /// <returns>Bytes; those of the packed stream where it is packed by something else than Flate.</returns>
    public static long LengthOf(StreamToken stream, long most)
    {
        var packed = stream.Data.ToArray();
        var layers = FiltersOf(stream.StreamDictionary).TakeWhile(filter => filter is "FlateDecode" or "Fl").Count();
        if (layers == 0)
        {
            return packed.Length;
        }

        var opened = new Stack<Stream>([new MemoryStream(packed)]);
        try
        {
            for (var layer = 0; layer < layers; layer++)
            {
                opened.Push(new ZLibStream(opened.Peek(), CompressionMode.Decompress));
            }

            return Count(opened.Peek(), most);
        }
        finally
        {
            while (opened.TryPop(out var layer))
            {
                layer.Dispose();
            }
        }
    }

    private static long Count(Stream stream, long most)
    {
        var (length, buffer) = (0L, new byte[1 << 16]);
        try
        {
            while (length < most && stream.Read(buffer) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            // Damaged streams are shown as far as they go.
        }

        return length;
    }

    private static IEnumerable<string> FiltersOf(DictionaryToken dictionary) =>
        (dictionary.Data.GetValueOrDefault("Filter") ?? dictionary.Data.GetValueOrDefault("F")) switch
        {
            NameToken name => [name.Data],
            ArrayToken names => names.Data.OfType<NameToken>().Select(name => name.Data),
            _ => [],
        };
}
