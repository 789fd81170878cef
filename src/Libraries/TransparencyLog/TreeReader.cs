using System.Numerics;

namespace Concord.TransparencyLog;

/// <summary>Computes roots and proofs of a tree of one size from its tiles; each tile is read once.</summary>
/// <param name="size">Entries of the tree.</param>
public sealed class TreeReader(ITileSource tiles, long size)
{
    private readonly Dictionary<Tile, byte[]> known = [];

    public long Size => size;

    /// <exception cref="InvalidDataException">A tile is missing or has another length.</exception>
    public async Task<byte[]> RootAsync(CancellationToken cancellation) =>
        size == 0 ? TreeHash.OfNothing() : await RangeAsync(0, size, cancellation);

    /// <summary>What proves that an entry is in the tree, as of RFC 6962, section 2.1.1.</summary>
    /// <param name="index">Of the entry, from 0.</param>
    /// <returns>The hashes from the sibling of the entry to the child of the root.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no entry of this index.</exception>
    /// <exception cref="InvalidDataException">A tile is missing or has another length.</exception>
    public async Task<IReadOnlyList<byte[]>> InclusionAsync(long index, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<byte[]>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + SplitOf(end - start);
            var isLeft = index < middle;
            proof.Add(isLeft ? await RangeAsync(middle, end, cancellation) : await RangeAsync(start, middle, cancellation));
            (start, end) = isLeft ? (start, middle) : (middle, end);
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>What proves that an earlier tree is the beginning of this one, as of RFC 6962, section 2.1.2.</summary>
    /// <param name="earlier">Entries of the earlier tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree never had this size.</exception>
    /// <exception cref="InvalidDataException">A tile is missing or has another length.</exception>
    public async Task<IReadOnlyList<byte[]>> ConsistencyAsync(long earlier, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, size);
        var proof = new List<byte[]>();
        if (earlier == 0)
        {
            return proof;
        }

        // Whether the subtree at hand is the whole earlier tree, whose root the verifier has.
        var isWhole = true;
        var (start, end, left) = (0L, size, earlier);
        while (left < end - start)
        {
            var middle = start + SplitOf(end - start);
            if (left <= middle - start)
            {
                proof.Add(await RangeAsync(middle, end, cancellation));
                end = middle;
            }
            else
            {
                proof.Add(await RangeAsync(start, middle, cancellation));
                left -= middle - start;
                (start, isWhole) = (middle, false);
            }
        }

        if (!isWhole)
        {
            proof.Add(await RangeAsync(start, end, cancellation));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>The greatest power of two below the count of entries.</summary>
    private static long SplitOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    /// <summary>The root over some entries; the first is where a subtree of their height begins.</summary>
    private async Task<byte[]> RangeAsync(long start, long end, CancellationToken cancellation)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
        {
            return await CompleteAsync(start, BitOperations.Log2((ulong)count), cancellation);
        }

        var middle = start + SplitOf(count);
        var left = await RangeAsync(start, middle, cancellation);
        var right = await RangeAsync(middle, end, cancellation);
        return TreeHash.OfNode(left, right);
    }

    private async Task<byte[]> CompleteAsync(long start, int height, CancellationToken cancellation)
    {
        var level = height / Tile.Height;
        var position = start >> (level * Tile.Height);
        var tile = Tile.Of(level, position, size);
        if (!known.TryGetValue(tile, out var hashes))
        {
            hashes = await tiles.ReadAsync(tile, cancellation);
            known.Add(tile, hashes);
        }

        var first = (int)(position % Tile.FullWidth);
        return TreeHash.OfComplete(hashes.AsSpan(first * TreeHash.Size, (1 << (height % Tile.Height)) * TreeHash.Size));
    }
}
