namespace Concord.Wall.Posts;

/// <summary>What a column holds of what a stranger sent.</summary>
internal static class PostColumns
{
    private const int MaxLine = 500;
    private const int MaxAddress = 2000;

    /// <returns>The beginning of a line that is too long, whole characters only.</returns>
    public static string? Cut(string? line) =>
        line is { Length: > MaxLine } ? line[..(char.IsHighSurrogate(line[MaxLine - 1]) ? MaxLine - 1 : MaxLine)] : line;

    /// <returns>Null for an address that is too long: a part of one leads nowhere.</returns>
    public static string? Whole(string? address) => address is { Length: <= MaxAddress } ? address : null;
}
