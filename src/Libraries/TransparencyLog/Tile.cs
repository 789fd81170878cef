using System.Globalization;
using System.Text;

namespace Concord.TransparencyLog;

/// <summary>
/// Consecutive hashes of a tree at one height, as of C2SP tlog-tiles: at level 0 the hashes of entries, at each level above
/// the roots of full tiles of the level below.
/// </summary>
/// <param name="Level">From 0.</param>
/// <param name="Index">Of the tiles of its level, from 0.</param>
/// <param name="Width">How many hashes are in it: 1 to 256.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>Hashes of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>The height of the subtree above the hashes of a full tile.</summary>
    public const int Height = 8;

    /// <summary>A tree of 2^63 entries has no tiles above.</summary>
    private const int MaxLevel = 63;

    private const string Prefix = "tile/";
    private const string EntriesPrefix = "tile/entries/";

    public bool IsFull => Width == FullWidth;

    /// <summary>Where the tile is served, below the address of the log: <c>tile/0/x001/067.p/8</c>.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Level}/{Place}");

    /// <summary>Where the entries of a tile of level 0 are served: <c>tile/entries/x001/067.p/8</c>.</summary>
    public string EntriesPath => EntriesPrefix + Place;

    private string Place
    {
        get
        {
            var digits = Index.ToString(CultureInfo.InvariantCulture);
            digits = digits.PadLeft((digits.Length + 2) / 3 * 3, '0');
            var place = new StringBuilder();
            for (var part = 0; part < digits.Length; part += 3)
            {
                place.Append(part + 3 < digits.Length ? "x" : "").Append(digits, part, 3);
                place.Append(part + 3 < digits.Length ? "/" : "");
            }

            return IsFull ? place.ToString() : place.Append(CultureInfo.InvariantCulture, $".p/{Width}").ToString();
        }
    }

    /// <summary>The tile that holds a hash of its level in a tree of the size.</summary>
    /// <param name="position">Of the hash in its level, from 0.</param>
    /// <param name="size">Entries of the tree.</param>
    public static Tile Of(int level, long position, long size)
    {
        var index = position / FullWidth;
        var inLevel = size >> (level * Height);
        return new Tile(level, index, (int)Math.Min(FullWidth, inLevel - (index * FullWidth)));
    }

    /// <summary>Reads <see cref="Path"/>; false for what is not written exactly so.</summary>
    public static bool TryParse(string path, out Tile tile)
    {
        tile = default;
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var end = path.IndexOf('/', Prefix.Length);
        return end > 0
            && int.TryParse(path.AsSpan(Prefix.Length, end - Prefix.Length), NumberStyles.None, null, out var level)
            && level <= MaxLevel
            && TryParse(level, path[(end + 1)..], out tile)
            && tile.Path == path;
    }

    /// <summary>Reads <see cref="EntriesPath"/>; false for what is not written exactly so.</summary>
    public static bool TryParseEntries(string path, out Tile tile)
    {
        tile = default;
        return path.StartsWith(EntriesPrefix, StringComparison.Ordinal)
            && TryParse(0, path[EntriesPrefix.Length..], out tile)
            && tile.EntriesPath == path;
    }

    private static bool TryParse(int level, string place, out Tile tile)
    {
        tile = default;
        var width = FullWidth;
        if (place.IndexOf(".p/", StringComparison.Ordinal) is var partial and > 0)
        {
            if (!int.TryParse(place.AsSpan(partial + 3), NumberStyles.None, null, out width) || width is < 1 or >= FullWidth)
            {
                return false;
            }

            place = place[..partial];
        }

        var digits = place.Replace("/x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal).TrimStart('x');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return false;
        }

        tile = new Tile(level, index, width);
        return true;
    }
}
