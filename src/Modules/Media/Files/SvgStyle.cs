using System.Text.RegularExpressions;

namespace Concord.Media.Files;

/// <summary>
/// The CSS that a drawing may contain. Not a full parser: anything outside a small grammar without escapes, strings and
/// comments is refused, so that no browser can read it otherwise.
/// </summary>
internal static partial class SvgStyle
{
    private static readonly HashSet<string> Properties =
    [
        "clip-path",
        "clip-rule",
        "color",
        "direction",
        "display",
        "dominant-baseline",
        "fill",
        "fill-opacity",
        "fill-rule",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "letter-spacing",
        "mask",
        "opacity",
        "paint-order",
        "stop-color",
        "stop-opacity",
        "stroke",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
        "transform",
        "unicode-bidi",
        "vector-effect",
        "visibility",
    ];

    /// <summary>Properties that are attributes of their own as well.</summary>
    public static IReadOnlySet<string> PresentationAttributes => Properties;

    /// <returns>True for a style sheet of rules, and of rules for light or dark or for a drawing shown narrow or wide.</returns>
    public static bool IsSheet(string css) =>
        Sheet().IsMatch(css) && Block().Matches(css).All(block => IsDeclarations(block.Groups["body"].Value));

    /// <returns>True for declarations as in a <c>style</c> attribute.</returns>
    public static bool IsDeclarations(string css) =>
        css.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .All(declaration =>
                declaration.Split(':', 2, StringSplitOptions.TrimEntries) is [var name, var value]
                && Properties.Contains(name)
                && IsValue(value)
            );

    /// <returns>True for words, numbers, colours, transformations and a reference within the drawing.</returns>
    public static bool IsValue(string value) => Value().IsMatch(value);

    [GeneratedRegex(
        @"^(?:\s|[\w.#,\s>-]+\{[^{}@]*\}|@media\s*\(\s*(?:prefers-color-scheme\s*:\s*(?:dark|light)|(?:min|max)-width\s*:\s*\d{1,5}px)\s*\)\s*\{(?:[\w.#,\s>-]+\{[^{}@]*\}|\s)*\})*$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    )]
    private static partial Regex Sheet();

    [GeneratedRegex(@"\{(?<body>[^{}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(
        @"^(?:[\w\s.,#%+-]|(?:url\(#[\w-]+\))|(?:(?:rgba?|hsla?|translate[XY]?|rotate|scale[XY]?|skew[XY]|matrix)\([\w\s.,%+-]*\)))*$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    )]
    private static partial Regex Value();
}
