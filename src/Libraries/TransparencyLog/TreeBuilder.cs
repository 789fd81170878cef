namespace Concord.TransparencyLog;

/// <summary>
/// Appends entries to a tree and yields the tiles that change. Holds the right edge of the tree only: at most 255 hashes for
/// each level.
/// </summary>
public sealed class TreeBuilder
{
    private readonly List<Row> rows = [];
    private readonly Dictionary<(int Level, long Index), byte[]> full = [];

    /// <summary>Entries of the tree.</summary>
    public long Size { get; private set; }

    /// <summary>Continues a tree.</summary>
    /// <exception cref="InvalidDataException">A tile of the right edge is missing or has another length.</exception>
    public static async Task<TreeBuilder> LoadAsync(ITileSource tiles, long size, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var builder = new TreeBuilder { Size = size };
        // A shift by 64 would begin anew.
        for (var level = 0; level * Tile.Height < 64 && size >> (level * Tile.Height) is var inLevel and > 0; level++)
        {
            var row = new Row { Tiles = inLevel / Tile.FullWidth, Count = (int)(inLevel % Tile.FullWidth) };
            if (row.Count > 0)
            {
                var tile = new Tile(level, row.Tiles, row.Count);
                var hashes = await tiles.ReadAsync(tile, cancellation);
                hashes.AsSpan(0, row.Count * TreeHash.Size).CopyTo(row.Hashes);
            }

            builder.rows.Add(row);
        }

        return builder;
    }

    /// <param name="leafHash">As of <see cref="TreeHash.OfLeaf"/>.</param>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != TreeHash.Size)
        {
            throw new ArgumentException("A hash has 32 bytes.", nameof(leafHash));
        }

        Add(0, leafHash);
        Size++;
    }

    /// <summary>The root of the tree.</summary>
    public byte[] Root()
    {
        // Complete subtrees from the right, the smallest first.
        byte[]? root = null;
        foreach (var row in rows)
        {
            var end = row.Count;
            for (var width = 1; width < Tile.FullWidth; width *= 2)
            {
                if ((row.Count & width) != 0)
                {
                    end -= width;
                    var subtree = TreeHash.OfComplete(row.Hashes.AsSpan(end * TreeHash.Size, width * TreeHash.Size));
                    root = root is null ? subtree : TreeHash.OfNode(subtree, root);
                }
            }
        }

        return root ?? TreeHash.OfNothing();
    }

    /// <summary>The tiles that are new since the last call, and the partial ones of the right edge.</summary>
    public IReadOnlyList<(Tile Tile, byte[] Hashes)> TakeTiles()
    {
        var tiles = full.Select(tile => (new Tile(tile.Key.Level, tile.Key.Index, Tile.FullWidth), tile.Value)).ToList();
        tiles.AddRange(
            rows.Select((row, level) => (row, level))
                .Where(one => one.row is { Count: > 0, HasChanged: true })
                .Select(one =>
                    (
                        new Tile(one.level, one.row.Tiles, one.row.Count),
                        one.row.Hashes.AsSpan(0, one.row.Count * TreeHash.Size).ToArray()
                    )
                )
        );
        full.Clear();
        foreach (var row in rows)
        {
            row.HasChanged = false;
        }

        return tiles;
    }

    private void Add(int level, ReadOnlySpan<byte> hash)
    {
        if (level == rows.Count)
        {
            rows.Add(new Row());
        }

        var row = rows[level];
        hash.CopyTo(row.Hashes.AsSpan(row.Count * TreeHash.Size));
        row.Count++;
        row.HasChanged = true;
        if (row.Count == Tile.FullWidth)
        {
            full.Add((level, row.Tiles), [.. row.Hashes]);
            row.Tiles++;
            row.Count = 0;
            Add(level + 1, TreeHash.OfComplete(row.Hashes));
        }
    }

    /// <summary>The last, partial tile of a level.</summary>
    private sealed class Row
    {
        public byte[] Hashes { get; } = new byte[Tile.FullWidth * TreeHash.Size];

        public int Count { get; set; }

        /// <summary>Full tiles of the level.</summary>
        public long Tiles { get; set; }

        public bool HasChanged { get; set; }
    }
}
