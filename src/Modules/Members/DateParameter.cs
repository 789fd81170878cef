using System.Globalization;
using Concord.Foundation.Pages;

namespace Concord.Members;

/// <summary>The date in a page's query.</summary>
internal static class DateParameter
{
    /// <param name="text">As typed; empty means today (UTC).</param>
    /// <returns>False where <paramref name="text"/> is not a date.</returns>
    public static bool TryRead(string? text, SiteClock clock, out DateOnly date)
    {
        date = clock.Today;
        return string.IsNullOrWhiteSpace(text)
            || DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }
}
