using System.Text.RegularExpressions;
using Concord.Foundation.Languages;

namespace Concord.Visits;

/// <summary>What may be counted. Trust boundary: anybody can post anything.</summary>
internal static partial class VisitPath
{
    public const int MaxLetters = 160;

    /// <returns>True for what looks like the address of a page of this site.</returns>
    public static bool IsPage(string path, LanguageSet languages) =>
        path.Length <= MaxLetters
        && Shape().Match(path) is { Success: true } match
        && languages.All.Any(language => language.Code == match.Groups["language"].Value);

    [GeneratedRegex(
        "^/(?<language>[a-z]{2,3})(/[a-z0-9]+(-[a-z0-9]+)*){0,3}\\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Shape();
}
