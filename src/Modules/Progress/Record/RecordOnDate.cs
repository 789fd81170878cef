using System.Linq.Expressions;
using Concord.Foundation.Languages;

namespace Concord.Progress.Record;

/// <summary>What has happened by a day. A date known to the month counts from the first day of the month.</summary>
internal static class RecordOnDate
{
    public static Expression<Func<Event, bool>> Events(DateOnly today)
    {
        var (month, quarter) = (EndOfMonth(today), EndOfFirstQuarter(today));
        return row =>
            row.On <= today
            || (row.Known == DatePrecision.Month && row.On <= month)
            || (row.Known == DatePrecision.EarlyYear && row.On <= quarter);
    }

    public static Expression<Func<Figure, bool>> Figures(DateOnly today)
    {
        var (month, quarter) = (EndOfMonth(today), EndOfFirstQuarter(today));
        return figure =>
            figure.AsOf <= today
            || (figure.Known == DatePrecision.Month && figure.AsOf <= month)
            || (figure.Known == DatePrecision.EarlyYear && figure.AsOf <= quarter);
    }

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static DateOnly EndOfFirstQuarter(DateOnly day) => day.Month > 3 ? day : new DateOnly(day.Year, 3, 31);
}
