using System.Globalization;

namespace Concord.Members;

/// <summary>The day a reader asks about.</summary>
internal static class DateParameter
{
    /// <param name="text">As typed into the address; nothing means today (UTC).</param>
    /// <returns>False where <paramref name="text"/> is no day of the calendar.</returns>
    public static bool TryRead(string? text, TimeProvider time, out DateOnly date)
    {
        date = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return string.IsNullOrWhiteSpace(text)
            || DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }
}
