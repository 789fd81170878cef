using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Html;

namespace Concord.Web.Serving;

/// <summary>The style sheet of the public pages, and the fonts they use.</summary>
internal sealed partial class SiteStyle
{
    private readonly StyleSheet sheet = new("faces.css", "site.css");
    private readonly List<string> arabicFaces;
    private readonly List<string> latinFaces;

    public SiteStyle()
    {
        var faces = FaceAddress().Matches(sheet.Text).ToDictionary(match => match.Groups["name"].Value, match => match.Value);
        arabicFaces = [faces["naskh"], faces["sans"]];
        latinFaces = [faces["serif"], faces["sans"], faces["tongues"]];
    }

    public IHtmlContent Html => sheet.Html;

    public string Hash => sheet.Hash;

    /// <summary>
    /// Addresses of the fonts that a page preloads, so that they arrive before its first rendering or are not used, and the
    /// layout does not shift.
    /// </summary>
    public IReadOnlyList<string> FacesFor(Language language) => language.IsRightToLeft ? arabicFaces : latinFaces;

    [GeneratedRegex(@"/faces/(?<name>[a-z]+)\.[0-9a-f]+\.woff2", RegexOptions.None, 10_000)]
    private static partial Regex FaceAddress();
}
