using System.Text;
using Concord.Xliff;

namespace Concord.Libraries.Tests.Xliff;

/// <summary>Small files around the part that a test is about.</summary>
internal static class XliffSample
{
    public const string Core20 = "urn:oasis:names:tc:xliff:document:2.0";

    /// <summary>The line on which the content of <see cref="File"/> begins.</summary>
    public const int FirstLine = 3;

    /// <summary>A file with the content on lines of its own.</summary>
    public static string File(string content) =>
        $"""
            <xliff xmlns="{Core20}" version="2.1" srcLang="en" trgLang="ar" xmlns:m="urn:oasis:names:tc:xliff:matches:2.0" xmlns:g="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:d="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:r="urn:oasis:names:tc:xliff:resourcedata:2.0" xmlns:v="urn:oasis:names:tc:xliff:validation:2.0" xmlns:z="urn:oasis:names:tc:xliff:sizerestriction:2.0" xmlns:o="https://a.example/own">
            <file id="f">
            {content}
            </file>
            </xliff>
            """;

    public static string Unit(string content) => File($"<unit id=\"u\">\n{content}\n</unit>");

    /// <summary>A segment whose source is the content.</summary>
    public static string Source(string content) => Unit($"<segment>\n<source>{content}</source>\n</segment>");

    public static string Pair(string source, string target, string attributes = "") =>
        Unit($"<segment {attributes}>\n<source>{source}</source>\n<target>{target}</target>\n</segment>");

    public static XliffResult Read(string text) => XliffReader.Read(Encoding.UTF8.GetBytes(text));
}
