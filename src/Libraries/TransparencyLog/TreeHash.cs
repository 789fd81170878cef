using System.Security.Cryptography;

namespace Concord.TransparencyLog;

/// <summary>Hashes of a Merkle tree as of RFC 6962, section 2.1: SHA-256, 32 bytes.</summary>
public static class TreeHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root of a tree without entries.</summary>
    public static byte[] OfNothing() => SHA256.HashData([]);

    /// <summary>The hash of an entry.</summary>
    public static byte[] OfLeaf(ReadOnlySpan<byte> entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([LeafPrefix]);
        hash.AppendData(entry);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of the node above two others.</summary>
    public static byte[] OfNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Size];
        OfNode(left, right, hash);
        return hash;
    }

    internal static void OfNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> result)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        SHA256.HashData(input, result);
    }

    /// <summary>The root of a complete subtree: of as many hashes as a power of two, one after the other.</summary>
    internal static byte[] OfComplete(ReadOnlySpan<byte> hashes)
    {
        var row = hashes.ToArray();
        for (var count = row.Length / Size; count > 1; count /= 2)
        {
            for (var pair = 0; pair < count / 2; pair++)
            {
                OfNode(
                    row.AsSpan(2 * pair * Size, Size),
                    row.AsSpan(((2 * pair) + 1) * Size, Size),
                    row.AsSpan(pair * Size, Size)
                );
            }
        }

        return row[..Size];
    }
}
