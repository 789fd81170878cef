namespace Concord.Foundation.Storage;

/// <summary>Patterns for the operator LIKE over lower-case text.</summary>
public static class LikePattern
{
    public const string Escape = "\\";

    /// <summary>Matches whatever contains the words as they are, without U+0000, which PostgreSQL refuses.</summary>
    public static string Containing(string words)
    {
        var escaped = words
            .ToLowerInvariant()
            .Replace("\0", "", StringComparison.Ordinal)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }
}
