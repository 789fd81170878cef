using System.Text.RegularExpressions;

namespace Concord.Newsroom.Translation;

/// <summary>What a translation takes over as it is: computed values, names of footnotes, targets of links with their brackets.</summary>
internal static partial class SegmentCodes
{
    public static IEnumerable<(int At, string Code)> Find(string text) =>
        Code().Matches(text).Select(match => (match.Index, match.Value));

    /// <summary>Each code of a text once.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Find(text).Select(found => found.Code).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(
        @"\{\{[^{}]{1,120}\}\}|\[\^[^\]\s]{1,40}\]:?|(?<=\])\([^()\s]{1,2000}\)",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Code();
}
