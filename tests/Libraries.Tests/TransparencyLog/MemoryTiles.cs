using Concord.TransparencyLog;

namespace Concord.Libraries.Tests.TransparencyLog;

/// <summary>Tiles of a log in memory; as a server that has deleted partial tiles, it answers with the wider one.</summary>
internal sealed class MemoryTiles : ITileSource
{
    private readonly Dictionary<(int, long), byte[]> tiles = [];

    public int Reads { get; private set; }

    public void Store(IEnumerable<(Tile Tile, byte[] Hashes)> changed)
    {
        foreach (var (tile, hashes) in changed)
        {
            tiles[(tile.Level, tile.Index)] = hashes;
        }
    }

    public Task<byte[]> ReadAsync(Tile tile, CancellationToken cancellation)
    {
        Reads++;
        var hashes = tiles.GetValueOrDefault((tile.Level, tile.Index)) ?? [];
        return hashes.Length >= tile.Width * TreeHash.Size
            ? Task.FromResult(hashes[..(tile.Width * TreeHash.Size)])
            : throw new InvalidDataException($"{tile.Path} is missing.");
    }
}
