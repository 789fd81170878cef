using System.Text.RegularExpressions;

namespace Concord.Xliff;

/// <summary>Whether a language code is written as BCP 47 (RFC 5646) says.</summary>
internal static partial class LanguageTag
{
    /// <summary>Codes that were registered before the present grammar and do not follow it.</summary>
    private static readonly HashSet<string> Irregular = new(StringComparer.OrdinalIgnoreCase)
    {
        "en-GB-oed",
        "i-ami",
        "i-bnn",
        "i-default",
        "i-enochian",
        "i-hak",
        "i-klingon",
        "i-lux",
        "i-mingo",
        "i-navajo",
        "i-pwn",
        "i-tao",
        "i-tay",
        "i-tsu",
        "sgn-BE-FR",
        "sgn-BE-NL",
        "sgn-CH-DE",
    };

    public static bool IsWellFormed(string tag) => Grammar().IsMatch(tag) || Irregular.Contains(tag);

    /// <summary>Whether a code is the other one or a variety of it: <c>en-GB</c> within <c>en</c>.</summary>
    public static bool IsWithin(string tag, string range) =>
        tag.Equals(range, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(range + "-", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"\A(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
            + @"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
            + @"|x(?:-[a-z0-9]{1,8})+)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Grammar();
}
