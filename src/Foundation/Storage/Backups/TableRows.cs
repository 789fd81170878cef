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
                    return (column.Name, mapping, Nullable.GetUnderlyingType(type) ?? type);
                }),
        ];
    }

    public string Name => table.Name;

    public IReadOnlyList<string> ColumnNames => [.. columns.Select(column => column.Name)];

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
            var read = value.ValueKind == JsonValueKind.Null ? null : Read(value, type);
            var given = read is null || mapping.Converter is null ? read : mapping.Converter.ConvertFromProvider(read);
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
        else if (type == typeof(string))
        {
            json.WriteStringValue(reader.GetString(place));
        }
        else if (type == typeof(byte[]))
        {
            json.WriteBase64StringValue(reader.GetFieldValue<byte[]>(place));
        }
        else if (type == typeof(bool))
        {
            json.WriteBooleanValue(reader.GetBoolean(place));
        }
        else if (type == typeof(int) || type == typeof(long))
        {
            json.WriteNumberValue(reader.GetInt64(place));
        }
        else if (type == typeof(decimal))
        {
            json.WriteStringValue(reader.GetDecimal(place).ToString(Digits, CultureInfo.InvariantCulture));
        }
        else if (type == typeof(Guid))
        {
            json.WriteStringValue(reader.GetGuid(place));
        }
        else if (type == typeof(DateOnly))
        {
            json.WriteStringValue(reader.GetFieldValue<DateOnly>(place).ToString("O", CultureInfo.InvariantCulture));
        }
        else if (type == typeof(DateTime))
        {
            var utc = DateTime.SpecifyKind(reader.GetDateTime(place), DateTimeKind.Utc);
            json.WriteStringValue(utc.ToString(Microseconds, CultureInfo.InvariantCulture));
        }
        else
        {
            throw new NotSupportedException($"{table.Name}.{columns[place].Name} is of type {type}, which a backup cannot hold.");
        }
    }

    private static object Read(JsonElement value, Type type) =>
        type == typeof(string) ? value.GetString()!
        : type == typeof(byte[]) ? value.GetBytesFromBase64()
        : type == typeof(bool) ? value.GetBoolean()
        : type == typeof(int) ? value.GetInt32()
        : type == typeof(long) ? value.GetInt64()
        : type == typeof(decimal) ? decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : type == typeof(Guid) ? value.GetGuid()
        : type == typeof(DateOnly) ? DateOnly.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture)
        : type == typeof(DateTime)
            ? DateTime.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
        : throw new NotSupportedException($"A backup cannot hold values of type {type}.");
}
