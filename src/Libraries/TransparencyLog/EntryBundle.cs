using System.Buffers.Binary;

namespace Concord.TransparencyLog;

/// <summary>The entries below one tile of level 0, as of C2SP tlog-tiles: each with its length in two bytes before it.</summary>
public static class EntryBundle
{
    /// <summary>Bytes of an entry.</summary>
    public const int MaxEntry = ushort.MaxValue;

    /// <exception cref="ArgumentException">An entry is too long.</exception>
    public static byte[] Write(IEnumerable<byte[]> entries)
    {
        using var bundle = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        foreach (var entry in entries)
        {
            if (entry.Length > MaxEntry)
            {
                throw new ArgumentException($"An entry of a log has at most {MaxEntry} bytes.", nameof(entries));
            }

            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bundle.Write(length);
            bundle.Write(entry);
        }

        return bundle.ToArray();
    }

    /// <returns>Null where the bundle is cut off.</returns>
    public static IReadOnlyList<byte[]>? TryRead(ReadOnlySpan<byte> bundle)
    {
        var entries = new List<byte[]>();
        while (bundle.Length > 0)
        {
            if (!BinaryPrimitives.TryReadUInt16BigEndian(bundle, out var length) || bundle.Length < sizeof(ushort) + length)
            {
                return null;
            }

            entries.Add(bundle.Slice(sizeof(ushort), length).ToArray());
            bundle = bundle[(sizeof(ushort) + length)..];
        }

        return entries;
    }
}
