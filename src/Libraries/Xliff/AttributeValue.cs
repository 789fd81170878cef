using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Concord.Xliff;

/// <summary>What an attribute may say.</summary>
internal enum ValueKind
{
    Text,
    Token,
    Tokens,
    YesNo,
    YesNoFirstNo,
    Direction,
    AppliesTo,
    MetaAppliesTo,
    UserType,
    SubState,
    CodeType,
    MarkType,
    MatchType,
    Priority,
    State,
    Language,
    Space,
    Preserve,
    Order,
    Hex,
    Percent,
    Count,
    Normalization,
    Address,
}

/// <summary>Checks values of attributes by the types of the standard's schema.</summary>
internal static partial class AttributeValue
{
    /// <returns>What the attribute has to be, in words; null where the value is right.</returns>
    public static string? Fault(ValueKind kind, string value) =>
        kind switch
        {
            ValueKind.Text => null,
            ValueKind.Token => IsToken(value.Trim()) ? null : "one token, without spaces",
            ValueKind.Tokens => Split(value) is { Length: > 0 } parts && Array.TrueForAll(parts, IsToken)
                ? null
                : "one or more tokens with spaces between",
            ValueKind.YesNo => OneOf(value, "yes", "no"),
            ValueKind.YesNoFirstNo => OneOf(value, "yes", "firstNo", "no"),
            ValueKind.Direction => OneOf(value, "ltr", "rtl", "auto"),
            ValueKind.AppliesTo => OneOf(value, "source", "target"),
            ValueKind.MetaAppliesTo => OneOf(value, "source", "target", "ignorable"),
            ValueKind.UserType => Authority().IsMatch(value) ? null : "“prefix:value”, without spaces",
            ValueKind.SubState => Authority().IsMatch(value) && !value.StartsWith("xlf:", StringComparison.Ordinal)
                ? null
                : "“prefix:value” with a prefix other than xlf",
            ValueKind.CodeType => OneOf(value, "fmt", "ui", "quote", "link", "image", "other"),
            ValueKind.MarkType => value.Trim() is "generic" or "comment" or "term" || Authority().IsMatch(value)
                ? null
                : "generic, comment, term or “prefix:value”",
            ValueKind.MatchType => OneOf(value, "am", "mt", "icm", "idm", "tb", "tm", "other"),
            ValueKind.Priority => Integer(value) is >= 1 and <= 10 ? null : "a number from 1 to 10",
            ValueKind.State => OneOf(value, "initial", "translated", "reviewed", "final"),
            ValueKind.Language => LanguageTag.IsWellFormed(value.Trim()) ? null : "a language code such as en, pt-BR or ckb-Arab",
            ValueKind.Space => OneOf(value, "default", "preserve"),
            ValueKind.Preserve => OneOf(value, "preserve"),
            ValueKind.Order => Integer(value) >= 1 ? null : "a number from 1",
            ValueKind.Hex => IsInvalidCharacter(value.Trim())
                ? null
                : "the four hexadecimal digits of a character that XML does not allow, such as 001A",
            ValueKind.Percent => IsPercent(value.Trim()) ? null : "a number from 0 to 100",
            ValueKind.Count => Integer(value) >= 1 ? null : "a number from 1",
            ValueKind.Normalization => OneOf(value, "none", "nfc", "nfd"),
            ValueKind.Address => IsAddress(value) ? null : "an address (IRI) without spaces",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
        };

    public static string[] Split(string value) => value.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string? OneOf(string value, params string[] allowed) =>
        allowed.Contains(value, StringComparer.Ordinal) ? null
        : allowed.Length == 1 ? allowed[0]
        : $"{string.Join(", ", allowed[..^1])} or {allowed[^1]}";

    private static bool IsToken(string value) => value.Length > 0 && value.All(IsNameCharacter);

    private static bool IsNameCharacter(char character) =>
        XmlConvert.IsNCNameChar(character) || character == ':' || char.IsSurrogate(character);

    private static int? Integer(string value) =>
        int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsPercent(string value) =>
        decimal.TryParse(
            value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        ) && number is >= 0 and <= 100;

    private static bool IsInvalidCharacter(string hex)
    {
        if (hex.Length != 4 || !int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point))
        {
            return false;
        }

        // C1 control characters are discouraged in XML 1.0 and excluded by 1.1: the standard writes them as code points too.
        return point
            is <= 0x08
                or 0x0B
                or 0x0C
                or (>= 0x0E and <= 0x1F)
                or (>= 0x7F and <= 0x84)
                or (>= 0x86 and <= 0x9F)
                or (>= 0xD800 and <= 0xDFFF)
                or 0xFFFE
                or 0xFFFF;
    }

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out _) && !value.Trim().Any(char.IsWhiteSpace);

    [GeneratedRegex(@"\A[^\s:]+:[^\s:]+\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Authority();
}
