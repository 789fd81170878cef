namespace Concord.Wall.Posts;

/// <summary>What a column holds of what a stranger sent.</summary>
internal static class PostColumns
{
    private const int MostOfLine = 500;
    private const int MostOfAddress = 2000;

    /// <returns>The beginning of a line that is too long, whole characters only.</returns>
    public static string? Cut(string? line) =>
        line is { Length: > MostOfLine }
            ? line[..(char.IsHighSurrogate(line[MostOfLine - 1]) ? MostOfLine - 1 : MostOfLine)]
            : line;

    /// <returns>Null for an address that is too long: a part of one leads nowhere.</returns>
    public static string? Whole(string? address) => address is { Length: <= MostOfAddress } ? address : null;
}
