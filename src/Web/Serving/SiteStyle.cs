using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Html;

namespace Concord.Web.Serving;

/// <summary>
/// The site's style as it stands inside every page, and its hash, which lets the Content-Security-Policy allow exactly
/// this text and no other.
/// </summary>
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
    /// Addresses of the faces that a page is read in. A page names them before its style: then a browser waits a moment for
    /// them with its first picture of the page, or does without, and nothing moves when they come.
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

    // Only whole runs of white space around a line break go; the sheet is written so that no rule needs one.
    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
