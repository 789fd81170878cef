using System.Globalization;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;

namespace Concord.Newsroom.Records;

/// <summary>
/// The values of a record as a form has them: a text for each path, such as <c>names.en</c> or <c>formerly.0.until</c>.
/// </summary>
internal sealed class RecordForm(IRecordKind kind, LanguageSet languages)
{
    /// <summary>Items of a list.</summary>
    public const int MaxItems = 40;

    /// <summary>Characters of a text on one line.</summary>
    private const int MaxLine = 300;

    /// <summary>Characters of a longer text.</summary>
    private const int MaxText = 2000;

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>The values of a record that is stored.</summary>
    public Dictionary<string, string> Read(YamlMap map)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Read(map, kind.Fields, "", values);
        return values;
    }

    /// <summary>The record that was typed, as a content pack has it. Fields and items that are empty are left out.</summary>
    public YamlText Write(string slug, IReadOnlyDictionary<string, string> values) =>
        Write(new YamlText().Add("slug", slug), kind.Fields, "", values);

    /// <returns>How many items of a list have a value.</returns>
    public static int ItemsOf(IReadOnlyDictionary<string, string> values, string path) =>
        Enumerable.Range(0, MaxItems).LastOrDefault(at => HasValue(values, $"{path}.{at}."), -1) + 1;

    /// <returns>The name of the record in a language; its slug where it has none.</returns>
    public string TitleOf(string slug, IReadOnlyDictionary<string, string> values, Language language) =>
        kind.Fields.FirstOrDefault(field => field is { Type: RecordFieldType.Texts, IsRequired: true }) is { } names
            ? ValueOf(values, $"{names.Key}.{language.Code}") ?? slug
            : slug;

    /// <summary>The record in words, a line for each value, to be compared and read.</summary>
    public IReadOnlyList<string> Describe(IReadOnlyDictionary<string, string> values, Localizer localizer)
    {
        var lines = new List<string>();
        Describe(kind.Fields, "", [], values, localizer, lines);
        return lines;
    }

    public static int MaxOf(RecordFieldType type) =>
        type is RecordFieldType.LongTexts or RecordFieldType.Addresses or RecordFieldType.Address ? MaxText : MaxLine;

    /// <returns>Keys of the fields with a text that is too long.</returns>
    public IReadOnlyList<string> TooLong(IReadOnlyDictionary<string, string> values) =>
        [
            .. Places(kind.Fields, "", values)
                .Where(place => TextsAt(place.Path, values).Any(text => text?.Length > MaxOf(place.Field.Type)))
                .Select(place => place.Field.Key),
        ];

    private IEnumerable<string?> TextsAt(string path, IReadOnlyDictionary<string, string> values) =>
        languages.All.Select(language => ValueOf(values, $"{path}.{language.Code}")).Append(ValueOf(values, path));

    /// <returns>The references that were typed.</returns>
    public IReadOnlyList<(RecordField Field, string Slug)> References(IReadOnlyDictionary<string, string> values) =>
        [
            .. Places(kind.Fields, "", values)
                .Where(place => place.Field.Type == RecordFieldType.Reference)
                .Select(place => (place.Field, Slug: ValueOf(values, place.Path)!))
                .Where(reference => reference.Slug is not null),
        ];

    /// <returns>Every field that has values of its own, within groups and the items of lists too, with its path.</returns>
    private static IEnumerable<(RecordField Field, string Path)> Places(
        IReadOnlyList<RecordField> fields,
        string path,
        IReadOnlyDictionary<string, string> values
    ) =>
        fields.SelectMany(field =>
        {
            var own = Join(path, field.Key);
            return field.Type switch
            {
                RecordFieldType.Group => Places(field.Fields, own, values),
                RecordFieldType.List => Enumerable
                    .Range(0, ItemsOf(values, own))
                    .SelectMany(at => Places(field.Fields, $"{own}.{at}", values)),
                _ => [(field, own)],
            };
        });

    private static void Read(YamlMap map, IReadOnlyList<RecordField> fields, string path, Dictionary<string, string> values)
    {
        foreach (var field in fields)
        {
            var own = Join(path, field.Key);
            switch (field.Type)
            {
                case RecordFieldType.Texts or RecordFieldType.LongTexts:
                    foreach (var (language, text) in map.ByLanguage(field.Key))
                    {
                        values[$"{own}.{language}"] = text;
                    }

                    break;
                case RecordFieldType.Addresses:
                    values[own] = string.Join('\n', map.Texts(field.Key));
                    break;
                case RecordFieldType.Group when map.Map(field.Key) is { } group:
                    Read(group, field.Fields, own, values);
                    break;
                case RecordFieldType.List:
                    foreach (var (item, at) in map.Maps(field.Key).Select((item, at) => (item, at)))
                    {
                        Read(item, field.Fields, $"{own}.{at.ToString(CultureInfo.InvariantCulture)}", values);
                    }

                    break;
                case RecordFieldType.Group:
                    break;
                default:
                    values[own] = map.Text(field.Key) ?? "";
                    break;
            }
        }
    }

    private YamlText Write(
        YamlText map,
        IReadOnlyList<RecordField> fields,
        string path,
        IReadOnlyDictionary<string, string> values
    )
    {
        foreach (var field in fields)
        {
            var own = Join(path, field.Key);
            var value = ValueOf(values, own);
            _ = field.Type switch
            {
                RecordFieldType.Texts or RecordFieldType.LongTexts => map.Add(
                    field.Key,
                    TextsByLanguage.Of(
                        languages,
                        languages.All,
                        language => language.Code,
                        language => ValueOf(values, $"{own}.{language.Code}")
                    )
                ),
                RecordFieldType.Addresses => map.Add(
                    field.Key,
                    (value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ),
                RecordFieldType.Group => map.Add(field.Key, Write(new YamlText(), field.Fields, own, values)),
                RecordFieldType.List => map.Add(
                    field.Key,
                    Enumerable
                        .Range(0, ItemsOf(values, own))
                        .Where(at => HasValue(values, $"{own}.{at}."))
                        .Select(at => Write(new YamlText(), field.Fields, $"{own}.{at}", values))
                ),
                RecordFieldType.Flag => map.AddIf(field.Key, value is not null),
                // The first choice is what a record has that says nothing.
                RecordFieldType.Choice when !field.IsRequired && value == field.Choices[0] => map,
                _ => map.Add(field.Key, value),
            };
        }

        return map;
    }

    private void Describe(
        IReadOnlyList<RecordField> fields,
        string path,
        IReadOnlyList<string> labels,
        IReadOnlyDictionary<string, string> values,
        Localizer localizer,
        List<string> lines
    )
    {
        foreach (var field in fields)
        {
            var own = Join(path, field.Key);
            IReadOnlyList<string> named = [.. labels, localizer[$"record.{field.Key}"]];
            switch (field.Type)
            {
                case RecordFieldType.Texts or RecordFieldType.LongTexts:
                    foreach (var language in languages.All)
                    {
                        AddLine([.. named, language.Name], ValueOf(values, $"{own}.{language.Code}"));
                    }

                    break;
                case RecordFieldType.Group:
                    Describe(field.Fields, own, named, values, localizer, lines);
                    break;
                case RecordFieldType.List:
                    for (var at = 0; at < ItemsOf(values, own); at++)
                    {
                        Describe(
                            field.Fields,
                            $"{own}.{at}",
                            [.. named, localizer.Format.Number(at + 1)],
                            values,
                            localizer,
                            lines
                        );
                    }

                    break;
                case RecordFieldType.Choice when ValueOf(values, own) is { } choice:
                    AddLine(named, localizer[$"record.choice.{choice}"]);
                    break;
                case RecordFieldType.Flag when ValueOf(values, own) is not null:
                    AddLine(named, localizer["record.yes"]);
                    break;
                default:
                    AddLine(named, ValueOf(values, own));
                    break;
            }
        }

        void AddLine(IEnumerable<string> named, string? value)
        {
            if (value is not null)
            {
                // The line runs in the reader's direction, and label and value do not mix.
                var mark = localizer.Language.IsRightToLeft ? '\u200F' : '\u200E';
                lines.Add($"{mark}\u2068{string.Join(" · ", named)}\u2069: {value.ReplaceLineEndings(" ")}");
            }
        }
    }

    private static bool HasValue(IReadOnlyDictionary<string, string> values, string prefix) =>
        values.Any(value => value.Key.StartsWith(prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(value.Value));

    /// <returns>Null where nothing was typed.</returns>
    private static string? ValueOf(IReadOnlyDictionary<string, string> values, string path)
    {
        var value = values.GetValueOrDefault(path)?.ReplaceLineEndings("\n").Trim().Normalize();
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
