using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Concord.Web.Serving;

/// <summary>A style sheet that is inlined in pages, and its hash for the Content-Security-Policy.</summary>
internal sealed partial class StyleSheet
{
    /// <param name="files">Embedded files that it consists of, in order.</param>
    public StyleSheet(params IEnumerable<string> files)
    {
        Text = string.Concat(files.Select(Read));
        Html = new HtmlString(Text);
        Hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}";
    }

    public string Text { get; }

    public IHtmlContent Html { get; }

    public string Hash { get; }

    private static string Read(string name)
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Space()
            .Replace(
                Comment().Replace(reader.ReadToEnd(), ""),
                match => match.Value.Contains('\n', StringComparison.Ordinal) ? "" : " "
            );
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, 10_000)]
    private static partial Regex Comment();

    // Only whole runs of white space around a line break are removed; no rule of the style sheets needs one.
    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Space();
}
