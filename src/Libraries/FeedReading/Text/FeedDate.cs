using System.Globalization;
using System.Text.RegularExpressions;

namespace Concord.FeedReading.Text;

/// <summary>
/// Parses dates as feeds write them: RFC 822 with two or four digits of the year and named zones, RFC 3339 and the looser
/// forms of ISO 8601, and mixtures.
/// </summary>
internal static partial class FeedDate
{
    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    /// <summary>UTC offsets in hours of the zones that RFC 822 names, and of others that feeds use.</summary>
    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["Z"] = 0,
        ["WET"] = 0,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["BST"] = 1,
        ["CET"] = 1,
        ["MEZ"] = 1,
        ["WEST"] = 1,
        ["CEST"] = 2,
        ["MESZ"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["AST"] = 3,
        ["TRT"] = 3,
        ["IRST"] = 3.5,
        ["GST"] = 4,
        ["JST"] = 9,
        ["KST"] = 9,
        ["AEST"] = 10,
        ["AEDT"] = 11,
        ["NZST"] = 12,
        ["NZDT"] = 13,
    };

    /// <returns>Null where it is no date; without a zone it is taken as UTC.</returns>
    public static DateTimeOffset? Read(string raw)
    {
        if (raw.Length > 200)
        {
            return null;
        }

        var text = LatinDigits(raw).Trim();
        return StartsWithYear(text) && Iso().Match(text) is { Success: true } iso ? FromIso(iso)
            : Mail().Match(text) is { Success: true } mail ? FromMail(mail)
            : American().Match(text) is { Success: true } american ? FromMail(american)
            : null;
    }

    private static bool StartsWithYear(string text) => text.Length > 3 && !text.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9');

    private static DateTimeOffset? FromIso(Match match) =>
        At(Number(match, "year"), Number(match, "month", otherwise: 1), Number(match, "day", otherwise: 1), match);

    private static DateTimeOffset? FromMail(Match match)
    {
        var year = Number(match, "year");
        if (match.Groups["year"].Length == 2)
        {
            // RFC 2822, 4.3: 00 to 49 belong to this century.
            year += year < 50 ? 2000 : 1900;
        }

        var month = Array.IndexOf(Months, match.Groups["name"].Value[..3].ToLowerInvariant()) + 1;
        return At(year, month, Number(match, "day"), match);
    }

    private static DateTimeOffset? At(int year, int month, int day, Match match)
    {
        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        var extra = TimeSpan.Zero;
        if (second == 60)
        {
            // A leap second becomes the first second of the next minute.
            (second, extra) = (59, TimeSpan.FromSeconds(1));
        }

        if (hour == 24 && minute == 0)
        {
            (hour, extra) = (0, TimeSpan.FromDays(1));
        }

        if (match.Groups["half"] is { Success: true } half)
        {
            hour = hour % 12 + (char.ToLowerInvariant(half.Value[0]) == 'p' ? 12 : 0);
        }

        if (
            year is < 1970 or > 9000
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        )
        {
            return null;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified) + extra;
        var offset = OffsetOf(match);
        return offset is { } zone && local.Ticks > zone.Ticks ? new DateTimeOffset(local, zone) : null;
    }

    private static TimeSpan? OffsetOf(Match match)
    {
        if (match.Groups["zone"] is { Success: true } zone)
        {
            return TimeSpan.FromHours(Zones.GetValueOrDefault(zone.Value));
        }

        if (!match.Groups["sign"].Success)
        {
            return TimeSpan.Zero;
        }

        var offset = new TimeSpan(Number(match, "zh"), Number(match, "zm"), 0);
        return offset > TimeSpan.FromHours(14) ? null
            : match.Groups["sign"].Value is "+" ? offset
            : -offset;
    }

    private static int Number(Match match, string group, int otherwise = 0) =>
        match.Groups[group] is { Success: true } found
        && int.TryParse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    private static string LatinDigits(string text) =>
        string.Create(
            text.Length,
            text,
            (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = source[i] switch
                    {
                        >= '٠' and <= '٩' => (char)('0' + source[i] - '٠'),
                        >= '۰' and <= '۹' => (char)('0' + source[i] - '۰'),
                        var c => c,
                    };
                }
            }
        );

    private const string Time =
        """(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})(?::(?<second>[0-9]{1,2})(?:[.,][0-9]+)?)?\s*(?<half>[AaPp]\.?[Mm]\.?)?""";
    private const string Zone =
        """\s*(?:(?:GMT|UTC)?\s*(?<sign>[+\u2212-])(?<zh>[0-9]{2}):?(?<zm>[0-9]{2})?|(?<zone>[A-Za-z]{1,5}))?""";

    [GeneratedRegex(
        """^(?<year>[0-9]{4})(?:-?(?<month>[0-9]{2})(?:-?(?<day>[0-9]{1,2}))?)?(?:(?:[Tt]|\s+)"""
            + """(?<hour>[0-9]{1,2}):?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,][0-9]+)?)?"""
            + Zone
            + """)?(?:\s*\(.*\))?$""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Iso();

    [GeneratedRegex(
        """^(?:\p{L}+\.?,?\s*)?(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s-]+(?<name>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))\p{L}*\.?,?[\s-]+(?<year>[0-9]{4}|[0-9]{2})(?:,?\s+"""
            + Time
            + Zone
            + """)?(?:\s*\(.*\))?$""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Mail();

    [GeneratedRegex(
        """^(?:\p{L}+\.?,?\s*)?(?<name>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))\p{L}*\.?\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?:(?<year>[0-9]{4})(?:,?\s+"""
            + Time
            + Zone
            + """)?|"""
            + Time
            + """\s*(?<zone>[A-Za-z]{1,5})?\s+(?<year>[0-9]{4}))$""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex American();
}
