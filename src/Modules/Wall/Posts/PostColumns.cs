namespace Concord.Wall.Posts;

/// <summary>Fits untrusted values into their columns.</summary>
internal static class PostColumns
{
    private const int MaxLine = 500;
    private const int MaxAddress = 2000;

    /// <returns>The beginning of a line that is too long, without half characters.</returns>
    public static string? Cut(string? line) =>
        line is { Length: > MaxLine } ? line[..(char.IsHighSurrogate(line[MaxLine - 1]) ? MaxLine - 1 : MaxLine)] : line;

    /// <returns>Null for an address that is too long, since a part of it is useless.</returns>
    public static string? Whole(string? address) => address is { Length: <= MaxAddress } ? address : null;
}
