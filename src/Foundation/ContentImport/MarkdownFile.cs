using System.Text.RegularExpressions;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// A Markdown file with YAML front matter between two lines of three hyphens, which may have spaces behind them.
/// </summary>
/// <param name="BodyLine">The line of the file on which the body begins.</param>
public sealed partial record MarkdownFile(YamlMap Front, string Body, int BodyLine)
{
    /// <returns>The parts, or null after a problem was reported.</returns>
    public static MarkdownFile? Read(ContentFolder pack, string file)
    {
        if (pack.ReadText(file) is not { } text)
        {
            return null;
        }

        var begin = Fence().Match(text);
        var end = begin is { Success: true, Index: 0 } ? Fence().Match(text, begin.Length) : Match.Empty;
        if (!end.Success)
        {
            pack.Report(
                file,
                1,
                ImportProblemCode.FrontMatterMissing,
                "the file must begin with front matter between two lines of “---”."
            );
            return null;
        }

        var front = text[begin.Length..end.Index];
        var body = text[(end.Index + end.Length)..];
        var line = 3 + front.AsSpan().Count('\n');
        return YamlFile.ReadMap(pack, file, front, offset: 1) is { } map ? new MarkdownFile(map, body, line) : null;
    }

    [GeneratedRegex(@"^---[ \t]*(?:\n|\z)", RegexOptions.Multiline, 10_000)]
    private static partial Regex Fence();
}
