using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.Web.Serving;

/// <summary>The style sheets of the public pages, and the fonts they use.</summary>
internal sealed partial class SiteStyle
{
    private readonly ConcurrentDictionary<StyleParts, StyleSheet> sheets = new();
    private readonly List<string> arabicFaces;
    private readonly List<string> latinFaces;

    public SiteStyle()
    {
        var faces = FaceAddress()
            .Matches(With(StyleParts.None).Text)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Value);
        arabicFaces = [faces["naskh"], faces["sans"]];
        latinFaces = [faces["serif"], faces["sans"], faces["tongues"]];
    }

    /// <returns>What all pages use and, in the order of the parts, what these add.</returns>
    public StyleSheet With(StyleParts parts) => sheets.GetOrAdd(parts, Read);

    /// <summary>
    /// Addresses of the fonts that a page preloads, so that they arrive before its first rendering or are not used, and the
    /// layout does not shift.
    /// </summary>
    public IReadOnlyList<string> FacesFor(Language language) => language.IsRightToLeft ? arabicFaces : latinFaces;

    private static StyleSheet Read(StyleParts parts) =>
        new([
            "faces.css",
            "site.css",
            .. Enum.GetValues<StyleParts>()
                .Where(part => part != StyleParts.None && parts.HasFlag(part))
                .Select(part => $"{part.ToString().ToLowerInvariant()}.css"),
        ]);

    [GeneratedRegex(@"/faces/(?<name>[a-z]+)\.[0-9a-f]+\.woff2", RegexOptions.None, 10_000)]
    private static partial Regex FaceAddress();
}
