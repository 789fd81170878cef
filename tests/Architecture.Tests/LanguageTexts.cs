using System.Text.RegularExpressions;

namespace Concord.Architecture.Tests;

/// <param name="Language">Code of its language.</param>
/// <param name="Place">File and line.</param>
internal sealed record LanguageText(string Language, string Place, string Text);

/// <summary>Every text for readers: the texts of pages and the content of the demonstration, line by line.</summary>
internal static partial class LanguageTexts
{
    private static readonly string[] Languages = ["en", "ar", "fr", "ckb"];

    public static IReadOnlyList<LanguageText> All { get; } = [.. Pages(), .. Documents(), .. Lists()];

    private static IEnumerable<LanguageText> Pages() =>
        Languages
            .SelectMany(
                language => Directory.EnumerateFiles(PathOf("texts", language), "*.po"),
                (language, file) => (language, file)
            )
            .SelectMany(part => Lines(part.file), (part, line) => (part.language, line, match: Translation().Match(line.Text)))
            .Where(found => found.match.Success)
            .Select(found => new LanguageText(found.language, found.line.Place, found.match.Groups["text"].Value));

    private static IEnumerable<LanguageText> Documents() =>
        Languages
            .SelectMany(
                language =>
                    Directory.EnumerateFiles(PathOf("content", "documents"), $"{language}.md", SearchOption.AllDirectories),
                (language, file) => (language, file)
            )
            .SelectMany(part => Lines(part.file), (part, line) => new LanguageText(part.language, line.Place, line.Text));

    /// <summary>Texts of <c>{ en: "…", ar: "…" }</c>, and blocks below <c>en: |</c>.</summary>
    private static IEnumerable<LanguageText> Lists()
    {
        foreach (var file in Directory.EnumerateFiles(PathOf("content"), "*.yaml", SearchOption.AllDirectories))
        {
            var (block, indent) = (default(string), 0);
            foreach (var (place, text) in Lines(file))
            {
                if (block is not null && text.Trim().Length > 0 && text.Length - text.TrimStart().Length <= indent)
                {
                    block = null;
                }

                if (block is not null)
                {
                    yield return new LanguageText(block, place, text);
                }
                else if (Block().Match(text) is { Success: true } start)
                {
                    (block, indent) = (start.Groups["language"].Value, start.Groups["indent"].Length);
                }

                foreach (Match match in Quoted().Matches(text))
                {
                    yield return new LanguageText(match.Groups["language"].Value, place, match.Groups["text"].Value);
                }
            }
        }
    }

    private static IEnumerable<(string Place, string Text)> Lines(string file) =>
        File.ReadLines(file).Select((text, i) => ($"{Path.GetRelativePath(SourceTree.Root, file)}:{i + 1}", Bare(text)));

    /// <summary>Addresses, values and code, whose signs follow other rules, become a digit.</summary>
    private static string Bare(string text) => Foreign().Replace(text, "0");

    private static string PathOf(params string[] parts) => Path.Combine([SourceTree.Root, .. parts]);

    [GeneratedRegex("""^msgstr(?:\[\d\])? "(?<text>.+)"$""", RegexOptions.None, 10_000)]
    private static partial Regex Translation();

    [GeneratedRegex("""^(?<indent>\s+)(?<language>en|ar|fr|ckb): \|$""", RegexOptions.None, 10_000)]
    private static partial Regex Block();

    [GeneratedRegex("""\b(?<language>en|ar|fr|ckb): "(?<text>[^"]*)""", RegexOptions.None, 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("""https?://\S+|\{\{[^}]*\}\}|\{[a-z]+\}|`[^`]*`|\]\([^)]*\)|#\w+""", RegexOptions.None, 10_000)]
    private static partial Regex Foreign();
}
