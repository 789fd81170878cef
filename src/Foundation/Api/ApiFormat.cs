using System.Globalization;
using Concord.Foundation.Languages;

namespace Concord.Foundation.Api;

/// <summary>Formats of dates and their precision in the API.</summary>
public static class ApiFormat
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Precision(DatePrecision known) =>
        known switch
        {
            DatePrecision.Month => "month",
            DatePrecision.EarlyYear => "early-year",
            _ => "day",
        };
}
