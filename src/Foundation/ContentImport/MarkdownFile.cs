namespace Concord.Foundation.ContentImport;

/// <summary>A Markdown file with YAML front matter between two lines of three hyphens.</summary>
/// <param name="BodyLine">The line of the file on which the body begins.</param>
public sealed record MarkdownFile(YamlMap Front, string Body, int BodyLine)
{
    /// <returns>The parts, or null after a problem was reported.</returns>
    public static MarkdownFile? Read(ContentFolder pack, string file)
    {
        if (pack.ReadText(file) is not { } text)
        {
            return null;
        }

        var end = text.StartsWith("---\n", StringComparison.Ordinal) ? text.IndexOf("\n---\n", 3, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            pack.Report(
                file,
                1,
                ImportProblemCode.FrontMatterMissing,
                "the file must begin with front matter between two lines of “---”."
            );
            return null;
        }

        var front = text[4..(end + 1)];
        var body = text[(end + 5)..];
        var line = 3 + front.AsSpan().Count('\n');
        return YamlFile.ReadMap(pack, file, front, offset: 1) is { } map ? new MarkdownFile(map, body, line) : null;
    }
}
