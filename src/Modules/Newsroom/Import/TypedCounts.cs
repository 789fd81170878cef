using System.Text.RegularExpressions;

namespace Concord.Newsroom.Import;

/// <summary>
/// Finds a number of members that was typed into a text, in any of the languages: it would be wrong on the day the next
/// member joins. Numbers from 50 on are checked: smaller ones mean some members, not all.
/// </summary>
internal static partial class TypedCounts
{
    public static IEnumerable<(int Index, string Text)> Find(string text) =>
        Count().Matches(text).Select(match => (match.Index, match.Value));

    // English, French, Arabic and Sorani words for member and partner, after a number in either kind of digits.
    [GeneratedRegex(
        @"(?<![\d٠-٩.,-])(?:[5-9]\d|1\d\d|[٥-٩][٠-٩]|١[٠-٩]{2})\s+(?:member\s+states|members?|partners?|membres?|partenaires|عضو\w*|أعضاء|دولة\s+عضو\w*|ئەندام\w*)(?!\w)",
        RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex Count();
}
