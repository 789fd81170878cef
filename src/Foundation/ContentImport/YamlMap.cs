using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Text;
using YamlDotNet.RepresentationModel;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// A YAML mapping read by key. Missing or malformed values are reported with file and line and returned as null or empty, so
/// that one reading finds every problem; <see cref="Close"/> reports unknown keys.
/// </summary>
public sealed class YamlMap(ContentFolder pack, string file, YamlMappingNode node, int offset)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public int Line => (int)node.Start.Line + offset;

    public string File => file;

    /// <summary>Where problems are reported.</summary>
    public ContentFolder Pack => pack;

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public void Report(string key, ImportProblemCode code, string message) =>
        pack.Report(file, Find(key) is { } value ? LineOf(value) : Line, code, message, key);

    public string? Text(string key) =>
        Find(key) switch
        {
            null => null,
            YamlScalarNode { Value: { Length: > 0 } value } scalar => IsNull(scalar) ? null : value,
            YamlScalarNode => null,
            var other => WrongType<string>(key, other, $"“{key}” must be a text."),
        };

    public string Required(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            pack.Report(file, Line, ImportProblemCode.MissingValue, $"“{key}” is missing.", key);
        }

        return text ?? "";
    }

    public string Slug(string key)
    {
        var slug = Required(key);
        if (slug.Length > 0 && !SlugRule.IsSlug(slug))
        {
            Report(key, ImportProblemCode.InvalidValue, $"“{slug}” is not a slug: {SlugRule.Description}.");
        }

        return slug;
    }

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Report(key, ImportProblemCode.InvalidValue, $"“{text}” is not a date: write it as 2020-10-01.");
        return null;
    }

    public DateOnly RequiredDate(string key)
    {
        if (Text(key) is null)
        {
            pack.Report(file, Line, ImportProblemCode.MissingValue, $"“{key}” is missing.", key);
        }

        return Date(key) ?? default;
    }

    /// <summary>
    /// A date, or a time in UTC: <c>2020-10-01</c> (midnight) or <c>2020-10-01T09:00:00Z</c>, with up to seven digits of a
    /// second.
    /// </summary>
    public DateTime? Moment(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (
            DateTime.TryParseExact(
                text,
                ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"],
                CultureInfo.InvariantCulture,
                Utc,
                out var moment
            )
        )
        {
            return moment;
        }

        Report(key, ImportProblemCode.InvalidValue, $"“{text}” is not a time: write it as 2020-10-01 or 2020-10-01T09:00:00Z.");
        return null;
    }

    public Guid? Id(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty)
        {
            return id;
        }

        Report(
            key,
            ImportProblemCode.InvalidValue,
            $"“{text}” is not an id: leave it out, or write 32 hexadecimal digits with hyphens."
        );
        return null;
    }

    public decimal? Number(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (
            decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return number;
        }

        Report(key, ImportProblemCode.InvalidValue, $"“{text}” is not a number: write it as 1234.5.");
        return null;
    }

    /// <summary>One of the given names, lower case with hyphens.</summary>
    public string? OneOf(string key, params IReadOnlyCollection<string> allowed)
    {
        var text = Text(key);
        if (text is not null && !allowed.Contains(text, StringComparer.Ordinal))
        {
            Report(
                key,
                ImportProblemCode.UnknownValue,
                $"“{text}” is not known here; it must be one of: {string.Join(", ", allowed)}."
            );
            return null;
        }

        return text;
    }

    public IReadOnlyList<string> Texts(string key) =>
        Find(key) switch
        {
            null => [],
            YamlSequenceNode sequence => [.. sequence.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")],
            YamlScalarNode scalar when IsNull(scalar) => [],
            var other => WrongType<IReadOnlyList<string>>(key, other, $"“{key}” must be a list: [one, two].") ?? [],
        };

    public YamlMap? Map(string key) =>
        Find(key) switch
        {
            null => null,
            YamlMappingNode map => new YamlMap(pack, file, map, offset),
            YamlScalarNode scalar when IsNull(scalar) => null,
            var other => WrongType<YamlMap>(key, other, $"“{key}” must be a mapping."),
        };

    public IReadOnlyList<YamlMap> Maps(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode scalar when IsNull(scalar):
                return [];
            case YamlSequenceNode sequence:
                return [.. sequence.Children.Select(item => AsMap(key, item)).OfType<YamlMap>()];
            case var other:
                WrongType<YamlMap>(key, other, $"“{key}” must be a list of mappings.");
                return [];
        }
    }

    /// <summary>A text per language: <c>{ en: …, ar: … }</c>.</summary>
    public IReadOnlyDictionary<string, string> ByLanguage(string key)
    {
        var map = Map(key);
        return map is null ? new Dictionary<string, string>(StringComparer.Ordinal) : map.AllTexts();
    }

    /// <summary>The same, where each language of the site is required.</summary>
    public IReadOnlyDictionary<string, string> ByAllLanguages(string key, LanguageSet languages)
    {
        var texts = ByLanguage(key);
        var missing = languages
            .All.Where(language => !texts.ContainsKey(language.Code))
            .Select(language => language.Code)
            .ToList();
        if (missing.Count > 0)
        {
            Report(key, ImportProblemCode.MissingTranslation, $"“{key}” is missing in: {string.Join(", ", missing)}.");
        }

        return texts;
    }

    /// <param name="max">Characters.</param>
    /// <returns>An http or https address; null where there is none.</returns>
    public string? WebAddress(string key, int max = 2000)
    {
        var url = Text(key);
        if (url is not null)
        {
            CheckWebAddress(key, url, max);
        }

        return url;
    }

    /// <returns>Every address of the list; those that are none of the web are reported.</returns>
    public IReadOnlyList<string> WebAddresses(string key, int max = 2000)
    {
        var urls = Texts(key);
        foreach (var url in urls)
        {
            CheckWebAddress(key, url, max);
        }

        return urls;
    }

    private void CheckWebAddress(string key, string url, int max)
    {
        if (
            (
                url.Length > max
                || !Uri.TryCreate(url, UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https")
                // A user name before the host makes it look like another site.
                || address.UserInfo.Length > 0
            )
        )
        {
            Report(
                key,
                ImportProblemCode.InvalidValue,
                $"“{url}” is not an address of the web: it must begin with http:// or https://, name no user and have at most {max} characters."
            );
        }
    }

    public Dictionary<string, string> AllTexts() =>
        Keys.Where(key => key.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Select(key => (key, value: Text(key)))
            .Where(pair => pair.value is not null)
            .ToDictionary(pair => pair.key, pair => pair.value!, StringComparer.Ordinal);

    /// <summary>Reports every key that was never read, so that a misspelt one is noticed.</summary>
    public void Close()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name))
            {
                pack.Report(
                    file,
                    LineOf(key),
                    ImportProblemCode.UnknownKey,
                    $"“{key}” is not known here; known are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
                    (key as YamlScalarNode)?.Value
                );
            }
        }
    }

    private YamlMap? AsMap(string key, YamlNode item) =>
        item is YamlMappingNode map ? new YamlMap(pack, file, map, offset) : WrongType<YamlMap>(key, item, "expected a mapping.");

    private YamlNode? Find(string key)
    {
        known.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    private T? WrongType<T>(string key, YamlNode at, string message)
        where T : class
    {
        pack.Report(file, LineOf(at), ImportProblemCode.WrongType, message, key);
        return null;
    }

    private int LineOf(YamlNode at) => (int)at.Start.Line + offset;

    private static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is "" or "null" or "~";
}
