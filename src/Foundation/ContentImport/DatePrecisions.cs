using Concord.Foundation.Languages;

namespace Concord.Foundation.ContentImport;

/// <summary>The precision of a date as packs write it: <c>known: month</c>.</summary>
public static class DatePrecisions
{
    private const string Key = "known";

    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names { get; } = ["day", "month", "early-year"];

    /// <returns>That of the mapping; a day where it says nothing.</returns>
    public static DatePrecision Read(YamlMap map) =>
        map.OneOf(Key, Names) switch
        {
            "month" => DatePrecision.Month,
            "early-year" => DatePrecision.EarlyYear,
            _ => DatePrecision.Day,
        };

    /// <returns>Null for a day, which is not written.</returns>
    public static string? NameOf(DatePrecision precision) => precision == DatePrecision.Day ? null : Names[(int)precision];
}
