using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concord.Foundation.Storage;

/// <summary>
/// The canonical form of the rows of one audited table, the same on every database: a JSON object with the audited columns
/// in ordinal order of their names. Null values are left out, so that a nullable column added later changes no digest.
/// </summary>
internal sealed class RowFormat
{
    // Databases keep different fractions of a second, and different zeros at the end of a decimal.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string DecimalFormat = "0.############################";

    private readonly (string Name, IProperty Property)[] columns;
    private readonly IProperty[] key;

    public RowFormat(IEntityType type)
    {
        Table = type.GetTableName()!;
        columns =
        [
            .. type.GetProperties()
                .Where(property => property.GetIsAudited())
                .Select(property => (property.GetColumnName(), property))
                .OrderBy(column => column.Item1, StringComparer.Ordinal),
        ];
        key = [.. type.FindPrimaryKey()!.Properties];
    }

    public string Table { get; }

    /// <returns>The primary key as a JSON array.</returns>
    public string KeyOf(EntityEntry entry) => KeyOf(property => entry.Property(property).CurrentValue);

    public string KeyOf(object row) => KeyOf(property => ValueOf(property, row));

    /// <returns>SHA-256 of the canonical form, lower-case hexadecimal.</returns>
    public string DigestOf(EntityEntry entry) => DigestOf(property => entry.Property(property).CurrentValue);

    public string DigestOf(object row) => DigestOf(property => ValueOf(property, row));

    /// <returns>True where a column that the digest covers has another value than the one that was read.</returns>
    public bool IsChanged(EntityEntry entry) => columns.Any(column => entry.Property(column.Property).IsModified);

    private static object? ValueOf(IProperty property, object row) =>
        property.PropertyInfo is { } info ? info.GetValue(row) : property.FieldInfo!.GetValue(row);

    private string KeyOf(Func<IProperty, object?> value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var property in key)
            {
                Write(json, property, value(property)!);
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private string DigestOf(Func<IProperty, object?> value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, property) in columns)
            {
                if (value(property) is { } given)
                {
                    json.WritePropertyName(name);
                    Write(json, property, given);
                }
            }

            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void Write(Utf8JsonWriter json, IProperty property, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case Enum name:
                json.WriteStringValue(name.ToString());
                break;
            case byte[] bytes:
                json.WriteStringValue(Convert.ToHexStringLower(SHA256.HashData(bytes)));
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case DateTime time:
                json.WriteStringValue(time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                json.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture));
                break;
            case decimal number:
                var rounded = property.GetScale() is { } scale ? decimal.Round(number, scale) : number;
                json.WriteStringValue(rounded.ToString(DecimalFormat, CultureInfo.InvariantCulture));
                break;
            case IFormattable number:
                json.WriteStringValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteRawValue(JsonSerializer.Serialize(value));
                break;
        }
    }
}
