using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Concord.Foundation.Storage;

/// <summary>Times are UTC with microseconds, the most that every supported database keeps.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(value => ToStored(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime ToStored(DateTime value)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        return new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }
}
