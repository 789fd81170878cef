namespace Concord.TransparencyLog;

/// <summary>Where the tiles of a log are read.</summary>
public interface ITileSource
{
    /// <returns>The hashes of the tile one after the other: 32 bytes for each.</returns>
    /// <exception cref="InvalidDataException">The tile is missing or has another length.</exception>
    Task<byte[]> ReadAsync(Tile tile, CancellationToken cancellation);
}
