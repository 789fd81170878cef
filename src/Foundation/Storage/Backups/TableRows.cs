using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Foundation.Storage.Backups;

/// <summary>
/// The rows of one table as lines of JSON, each an array of values in the order of the columns, independent of the database
/// provider.
/// </summary>
internal sealed class TableRows
{
    // The databases store different fractions and zeros; a backup must not depend on the provider.
    private const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string Digits = "0.############################";

    private static readonly HashSet<Type> Integers = [typeof(byte), typeof(sbyte), typeof(short), typeof(int), typeof(long)];

    /// <summary>Types that are written as text, equal on every database.</summary>
    private static readonly Dictionary<Type, (Func<DbDataReader, int, string> Write, Func<string, object> Read)> Texts = new()
    {
        [typeof(string)] = ((reader, place) => reader.GetString(place), text => text),
        [typeof(char)] = ((reader, place) => reader.GetString(place), text => text[0]),
        [typeof(Guid)] = ((reader, place) => reader.GetGuid(place).ToString(), text => Guid.Parse(text)),
        [typeof(decimal)] = (
            (reader, place) => reader.GetDecimal(place).ToString(Digits, CultureInfo.InvariantCulture),
            text => decimal.Parse(text, CultureInfo.InvariantCulture)
        ),
        [typeof(double)] = (
            (reader, place) => reader.GetDouble(place).ToString("R", CultureInfo.InvariantCulture),
            text => double.Parse(text, CultureInfo.InvariantCulture)
        ),
        [typeof(float)] = (
            (reader, place) => reader.GetFloat(place).ToString("R", CultureInfo.InvariantCulture),
            text => float.Parse(text, CultureInfo.InvariantCulture)
        ),
        [typeof(DateOnly)] = (
            (reader, place) => reader.GetFieldValue<DateOnly>(place).ToString("O", CultureInfo.InvariantCulture),
            text => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture)
        ),
        [typeof(TimeOnly)] = (
            (reader, place) => reader.GetFieldValue<TimeOnly>(place).ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            text => TimeOnly.Parse(text, CultureInfo.InvariantCulture)
        ),
        [typeof(TimeSpan)] = (
            (reader, place) => reader.GetFieldValue<TimeSpan>(place).ToString("c", CultureInfo.InvariantCulture),
            text => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture)
        ),
        [typeof(DateTime)] = (
            (reader, place) =>
                DateTime
                    .SpecifyKind(reader.GetDateTime(place), DateTimeKind.Utc)
                    .ToString(Microseconds, CultureInfo.InvariantCulture),
            text => Utc(text)
        ),
        [typeof(DateTimeOffset)] = (
            (reader, place) =>
                reader.GetFieldValue<DateTimeOffset>(place).UtcDateTime.ToString(Microseconds, CultureInfo.InvariantCulture),
            text => new DateTimeOffset(Utc(text))
        ),
    };

    private readonly IReadOnlyList<(string Name, RelationalTypeMapping Mapping, Type Type)> columns;
    private readonly ISqlGenerationHelper sql;
    private readonly ITable table;

    public TableRows(ITable table, ISqlGenerationHelper sql)
    {
        (this.table, this.sql) = (table, sql);
        columns =
        [
            .. table
                .Columns.OrderBy(column => column.Name, StringComparer.Ordinal)
                .Select(column =>
                {
                    var mapping = column.PropertyMappings[0].Property.GetRelationalTypeMapping();
                    var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
                    type = Nullable.GetUnderlyingType(type) ?? type;
                    return mapping.ElementTypeMapping is not null || IsKnown(type)
                        ? (column.Name, mapping, type)
                        : throw new NotSupportedException(
                            $"{table.Name}.{column.Name} is of type {type}, which a backup cannot hold."
                        );
                }),
        ];
    }

    public string Name => table.Name;

    public IReadOnlyList<string> ColumnNames => [.. columns.Select(column => column.Name)];

    /// <summary>Columns that a backup of an earlier schema may lack.</summary>
    public IReadOnlyList<string> NullableColumns =>
        [.. table.Columns.Where(column => column.IsNullable).Select(column => column.Name)];

    private string Quoted => sql.DelimitIdentifier(table.Name, table.Schema);

    private string Columns => string.Join(", ", columns.Select(column => sql.DelimitIdentifier(column.Name)));

    public string Count => $"SELECT COUNT(*) FROM {Quoted}";

    public string Delete => $"DELETE FROM {Quoted}";

    /// <summary>In the order of the key, which is the order of insertion: a row comes after the one it refers to.</summary>
    public string Select =>
        $"SELECT {Columns} FROM {Quoted} ORDER BY {string.Join(", ", table.PrimaryKey!.Columns.Select(column => sql.DelimitIdentifier(column.Name)))}";

    /// <summary>The names of the columns, as the first line of the table's file.</summary>
    public string Head => JsonSerializer.Serialize(columns.Select(column => column.Name));

    public string Write(DbDataReader reader)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            for (var place = 0; place < columns.Count; place++)
            {
                Write(json, reader, place);
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public DbCommand Insert(DbConnection connection)
    {
        var command = connection.CreateCommand();
        var names = columns.Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"@p{place}"));
        command.CommandText = $"INSERT INTO {Quoted} ({Columns}) VALUES ({string.Join(", ", names)})";
        return command;
    }

    public void Fill(DbCommand insert, string line)
    {
        using var row = JsonDocument.Parse(line);
        insert.Parameters.Clear();
        var place = 0;
        foreach (var value in row.RootElement.EnumerateArray())
        {
            var (_, mapping, type) = columns[place];
            var given =
                value.ValueKind == JsonValueKind.Null ? null
                : mapping.ElementTypeMapping is not null ? value.Deserialize(mapping.ClrType)
                : FromProvider(mapping, Read(value, type));
            insert.Parameters.Add(
                mapping.CreateParameter(insert, string.Create(CultureInfo.InvariantCulture, $"@p{place}"), given, nullable: true)
            );
            place++;
        }
    }

    private void Write(Utf8JsonWriter json, DbDataReader reader, int place)
    {
        var type = columns[place].Type;
        if (reader.IsDBNull(place))
        {
            json.WriteNullValue();
        }
        else if (columns[place].Mapping is { ElementTypeMapping: not null } mapping)
        {
            // A list is an array on PostgreSQL and JSON on SQLite.
            var list = FromProvider(mapping, reader.GetValue(place));
            JsonSerializer.Serialize(json, list, list!.GetType());
        }
        else if (type == typeof(byte[]))
        {
            json.WriteBase64StringValue(reader.GetFieldValue<byte[]>(place));
        }
        else if (type == typeof(bool))
        {
            json.WriteBooleanValue(reader.GetBoolean(place));
        }
        else if (Integers.Contains(type))
        {
            json.WriteNumberValue(reader.GetInt64(place));
        }
        else
        {
            json.WriteStringValue(Texts[type].Write(reader, place));
        }
    }

    private static object? FromProvider(RelationalTypeMapping mapping, object value) =>
        mapping.Converter is { } converter ? converter.ConvertFromProvider(value) : value;

    private static object Read(JsonElement value, Type type) =>
        type == typeof(byte[]) ? value.GetBytesFromBase64()
        : type == typeof(bool) ? value.GetBoolean()
        : Integers.Contains(type) ? Convert.ChangeType(value.GetInt64(), type, CultureInfo.InvariantCulture)
        : Texts[type].Read(value.GetString()!);

    private static bool IsKnown(Type type) =>
        type == typeof(byte[]) || type == typeof(bool) || Integers.Contains(type) || Texts.ContainsKey(type);

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
