using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Html;

namespace Concord.Web.Serving;

/// <summary>The style sheet that is inlined in every page, and its hash for the Content-Security-Policy.</summary>
internal sealed partial class SiteStyle
{
    private static readonly string[] Sheets = ["faces.css", "site.css"];
    private readonly List<string> arabicFaces;
    private readonly List<string> latinFaces;

    public SiteStyle()
    {
        var text = string.Concat(Sheets.Select(Read));
        Html = new HtmlString(text);
        var faces = FaceAddress().Matches(text).ToDictionary(match => match.Groups["name"].Value, match => match.Value);
        arabicFaces = [faces["naskh"], faces["sans"]];
        latinFaces = [faces["serif"], faces["sans"], faces["tongues"]];
        Hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    public IHtmlContent Html { get; }

    public string Hash { get; }

    /// <summary>
    /// Addresses of the fonts that a page preloads, so that they arrive before its first rendering or are not used, and the
    /// layout does not shift.
    /// </summary>
    public IReadOnlyList<string> FacesFor(Language language) => language.IsRightToLeft ? arabicFaces : latinFaces;

    private static string Read(string name)
    {
        using var stream = typeof(SiteStyle).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Space()
            .Replace(
                Comment().Replace(reader.ReadToEnd(), ""),
                match => match.Value.Contains('\n', StringComparison.Ordinal) ? "" : " "
            );
    }

    [GeneratedRegex(@"/faces/(?<name>[a-z]+)\.[0-9a-f]+\.woff2", RegexOptions.None, 1000)]
    private static partial Regex FaceAddress();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();

    // Only whole runs of white space around a line break are removed; no rule of the style sheet needs one.
    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
