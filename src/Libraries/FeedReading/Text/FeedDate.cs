using System.Globalization;
using System.Text.RegularExpressions;

namespace Concord.FeedReading.Text;

/// <summary>
/// Parses dates as feeds and programs write them: RFC 822, RFC 3339 and the looser forms of ISO 8601, Unix time, what
/// JavaScript, Go, Java, PHP and Python print, and dates with the name of a month in several languages and digits.
/// </summary>
public static partial class FeedDate
{
    private const int MaxLength = 200;

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
        ["SAST"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["AST"] = 3,
        ["TRT"] = 3,
        ["EAT"] = 3,
        ["IRST"] = 3.5,
        ["GST"] = 4,
        ["AFT"] = 4.5,
        ["PKT"] = 5,
        ["NPT"] = 5.75,
        ["SGT"] = 8,
        ["JST"] = 9,
        ["KST"] = 9,
        ["AEST"] = 10,
        ["AEDT"] = 11,
        ["NZST"] = 12,
        ["NZDT"] = 13,
    };

    /// <returns>
    /// Null where it is no date, or one that means two days, such as 3/4/2020. Without a zone it is taken as UTC.
    /// </returns>
    public static DateTimeOffset? Read(string? raw)
    {
        if (raw is null || raw.Length > MaxLength)
        {
            return null;
        }

        var text = Normalised(raw);
        return UnixTime().Match(text) is { Success: true } unix ? FromUnix(unix)
            : Iso().Match(text) is { Success: true } iso ? FromIso(iso)
            : FromWords(text);
    }

    private static DateTimeOffset? FromUnix(Match match)
    {
        var number = long.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var isSeconds = match.Groups["number"].Length < 11;
        return DateTimeOffset.FromUnixTimeMilliseconds(isSeconds ? number * 1000 : number);
    }

    private static DateTimeOffset? FromIso(Match match) =>
        At(
            Number(match, "year"),
            Number(match, "month", otherwise: 1),
            Number(match, "day", otherwise: 1),
            match,
            OffsetIn(match.Groups["zone"].Value)
        );

    /// <summary>The parts in any order: a time, then what is left of the numbers around the name of a month.</summary>
    private static DateTimeOffset? FromWords(string text)
    {
        var time = Time().Match(text);
        var (before, after) = time.Success ? (text[..time.Index], text[(time.Index + time.Length)..]) : (text, "");
        var offset = OffsetIn(after);
        var days = $"{before} {Offset().Replace(after, " ", 1)}";
        if (NumericDay().Match(days) is { Success: true } numeric)
        {
            return At(Number(numeric, "year"), Number(numeric, "month"), Number(numeric, "day"), time, offset);
        }

        return MonthIn(days) is var (month, others) && DayAndYearIn(others) is var (day, year)
            ? At(year, month, day, time, offset)
            : null;
    }

    /// <returns>The month and the text without its name; null where none is named.</returns>
    private static (int Month, string Others)? MonthIn(string text)
    {
        var words = Word().Matches(text);
        for (var i = 0; i < words.Count; i++)
        {
            var first = MonthNames.Fold(words[i].Value);
            var next = i + 1 < words.Count ? words[i + 1] : null;
            var isPair = next is not null && string.IsNullOrWhiteSpace(text[(words[i].Index + words[i].Length)..next.Index]);
            var pair = isPair ? MonthNames.Find($"{first} {MonthNames.Fold(next!.Value)}") : 0;
            var end = pair > 0 ? next!.Index + next.Length : words[i].Index + words[i].Length;
            if ((pair > 0 ? pair : MonthNames.Find(first)) is > 0 and var month)
            {
                return (month, $"{text[..words[i].Index]} {text[end..]}");
            }
        }

        return null;
    }

    private static (int Day, int Year)? DayAndYearIn(string text)
    {
        var numbers = DayOrYear().Matches(text).Select(match => match.Value).ToList();
        return numbers switch
        {
            [{ Length: 4 } year] => (1, int.Parse(year, CultureInfo.InvariantCulture)),
            [{ Length: <= 2 } day, { Length: 4 } year] => (Int(day), Int(year)),
            [{ Length: 4 } year, { Length: <= 2 } day] => (Int(day), Int(year)),
            // RFC 2822, 4.3: 00 to 49 belong to this century.
            [{ Length: <= 2 } day, { Length: 2 } year] => (Int(day), Int(year) + (Int(year) < 50 ? 2000 : 1900)),
            _ => null,
        };

        static int Int(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset? At(int year, int month, int day, Match time, TimeSpan? offset)
    {
        var (hour, minute, second) = (Number(time, "hour"), Number(time, "minute"), Number(time, "second"));
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

        if (time.Groups["half"] is { Success: true } half)
        {
            hour = hour % 12 + (half.Value[0] is 'p' or 'P' or 'م' ? 12 : 0);
        }

        if (
            year is < 1970 or > 9000
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
            || offset is null
        )
        {
            return null;
        }

        var fraction = time.Groups["fraction"].Value.PadRight(3, '0')[..3];
        var milliseconds = int.Parse(fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        var local = new DateTime(year, month, day, hour, minute, second, milliseconds, DateTimeKind.Unspecified) + extra;
        return local.Ticks > offset.Value.Ticks ? new DateTimeOffset(local, offset.Value) : null;
    }

    /// <summary>An offset precedes the name of a zone, which may stand before or after it.</summary>
    /// <returns>Zero where neither is there or the name is not known; null where the offset is impossible.</returns>
    private static TimeSpan? OffsetIn(string text)
    {
        if (Offset().Match(text) is { Success: true } match)
        {
            var offset = new TimeSpan(Number(match, "zh"), Number(match, "zm"), 0);
            return offset > TimeSpan.FromHours(14) ? null
                : match.Groups["sign"].Value == "+" ? offset
                : -offset;
        }

        var zone = ZoneName().Matches(text).FirstOrDefault(name => Zones.ContainsKey(name.Value));
        return zone is null ? TimeSpan.Zero : TimeSpan.FromHours(Zones[zone.Value]);
    }

    private static int Number(Match match, string group, int otherwise = 0) =>
        match.Groups[group] is { Success: true } found
        && int.TryParse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    /// <summary>Latin digits and plain spaces; brackets and marks of direction are removed.</summary>
    private static string Normalised(string raw)
    {
        var text = string.Create(
            raw.Length,
            raw,
            (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = source[i] switch
                    {
                        >= '٠' and <= '٩' => (char)('0' + source[i] - '٠'),
                        >= '۰' and <= '۹' => (char)('0' + source[i] - '۰'),
                        '\u2212' or '\u2010' or '\u2011' => '-',
                        '(' or ')' or '[' or ']' or '،' => ' ',
                        var c when char.IsWhiteSpace(c) => ' ',
                        // A zero, which nothing below takes for text.
                        var c when char.GetUnicodeCategory(c) == UnicodeCategory.Format => '\0',
                        var c => c,
                    };
                }
            }
        );
        return text.Replace("\0", "", StringComparison.Ordinal).Trim();
    }

    private const string Clock = """:?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?""";

    /// <summary>Seconds or milliseconds since 1970, also as .NET wrote them in JSON.</summary>
    [GeneratedRegex(
        """^(?:/Date )?(?<number>[0-9]{13}|[0-9]{9,10})(?:\.[0-9]+)?(?:[+-][0-9]{4})?(?: /)?$""",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex UnixTime();

    [GeneratedRegex(
        """^(?<year>[0-9]{4})(?:-?(?<month>[0-9]{2})(?:-?(?<day>[0-9]{1,2}))?)?(?:(?:[Tt]|\s+)(?<hour>[0-9]{1,2})"""
            + Clock
            + """(?<zone>(?![0-9]).*)?|(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2}))?$""",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Iso();

    // 10:11, 10:11:12.345 pm, 10h11, 10.11 Uhr.
    [GeneratedRegex(
        """(?<![0-9.:/-])(?:(?<hour>[0-9]{1,2})(?:\s?h\s?|:)(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?|(?<hour>[0-9]{1,2})\.(?<minute>[0-9]{2})(?=\s*Uhr))(?![0-9])(?:\s*(?<half>[AaPp]\.?\s?[Mm]\b\.?|[صم](?!\p{L})))?""",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Time();

    // GMT+3, +0300, UTC -05:00.
    [GeneratedRegex(
        """^\s*(?:[A-Za-z]{1,5}\s?)?(?<sign>[+-])(?<zh>[0-9]{1,2})(?::?(?<zm>[0-9]{2}))?(?![0-9])""",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Offset();

    [GeneratedRegex(@"(?<!\p{L})(?:[A-Z]{2,5}|[Zz])(?!\p{L})", RegexOptions.None, 10_000)]
    private static partial Regex ZoneName();

    // The year first, or dots between, which no language reads as month, day.
    [GeneratedRegex(
        """(?<![0-9])(?:(?<year>[0-9]{4})[/.-](?<month>[0-9]{1,2})[/.-](?<day>[0-9]{1,2})|(?<day>[0-9]{1,2})\.\s?(?<month>[0-9]{1,2})\.\s?(?<year>[0-9]{4}))(?![0-9])""",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex NumericDay();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*", RegexOptions.None, 10_000)]
    private static partial Regex Word();

    [GeneratedRegex("(?<![0-9])[0-9]{1,4}(?![0-9])", RegexOptions.None, 10_000)]
    private static partial Regex DayOrYear();
}
