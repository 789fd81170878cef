using System.Text;
using System.Text.RegularExpressions;

namespace Concord.Foundation.Text;

/// <summary>A picture of the site in a text: <c>![alternative text](picture:name "caption")</c>.</summary>
/// <param name="Name">As the site stores it.</param>
/// <param name="Alt">Plain words; empty takes those that are stored with the picture.</param>
/// <param name="Caption">Null takes the one that is stored with the picture.</param>
/// <param name="Line">From 1.</param>
public sealed partial record TextPicture(string Name, string Alt, string? Caption, int Line)
{
    /// <summary>As it is written in a text.</summary>
    public string ToMarkdown()
    {
        var caption = Caption is { Length: > 0 } ? $" \"{Escape(Entity().Replace(Caption, "&amp;"), '"')}\"" : "";
        return $"![{Escape(Alt, '[', ']', '*', '_', '`', '<', '&', '!', '~', '^', '{')}](picture:{Name}{caption})";
    }

    /// <summary>In one line: a line break would end the paragraph or begin a list.</summary>
    private static string Escape(string words, params ReadOnlySpan<char> marks)
    {
        var escaped = new StringBuilder(words.Length);
        foreach (var letter in words.ReplaceLineEndings(" "))
        {
            if (letter == '\\' || marks.Contains(letter))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>What would be read as a character reference, though a backslash stands before it.</summary>
    [GeneratedRegex(@"&(?=#?\w{1,32};)", RegexOptions.None, 1_000)]
    private static partial Regex Entity();
}
