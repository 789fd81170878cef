using Concord.Foundation.ContentExport;
using Concord.Foundation.Languages;

namespace Concord.Foundation.ContentImport;

/// <summary>Who states something, and where it can be read: <c>source: { name, url, retrieved }</c>.</summary>
/// <param name="Name">By language code; complete.</param>
/// <param name="Url">Http or https; null where the source is not published.</param>
/// <param name="Retrieved">The day on which it was read there.</param>
public sealed record SourceLine(IReadOnlyDictionary<string, string> Name, string? Url, DateOnly? Retrieved)
{
    /// <summary>Reads the source of <paramref name="map"/>; what is missing or malformed is reported.</summary>
    public static SourceLine Read(YamlMap map, LanguageSet languages)
    {
        if (map.Map("source") is not { } source)
        {
            if (!map.Keys.Contains("source"))
            {
                map.Report("source", ImportProblemCode.MissingValue, "“source” is missing: who states it, as { name: … }.");
            }

            return new SourceLine(new Dictionary<string, string>(StringComparer.Ordinal), Url: null, Retrieved: null);
        }

        var line = ReadParts(source, "name", languages);
        source.Close();
        return line;
    }

    /// <summary>The same, where name, address and day stand in the mapping itself.</summary>
    /// <param name="name">The key of the name.</param>
    public static SourceLine ReadParts(YamlMap map, string name, LanguageSet languages)
    {
        var line = new SourceLine(map.ByAllLanguages(name, languages), map.WebAddress("url"), map.Date("retrieved"));
        if (line is { Url: not null, Retrieved: null })
        {
            map.Report("url", ImportProblemCode.MissingValue, "“retrieved” is missing: the day on which this address was read.");
        }
        else if (line is { Url: null, Retrieved: not null })
        {
            map.Report("retrieved", ImportProblemCode.MissingValue, "“url” is missing: the address that was read on this day.");
        }

        return line;
    }

    /// <summary>As <see cref="Read"/> reads it.</summary>
    public YamlText Write() => WriteParts(new YamlText(), "name");

    /// <summary>As <see cref="ReadParts"/> reads it.</summary>
    public YamlText WriteParts(YamlText map, string name) => map.Add(name, Name).Add("url", Url).Add("retrieved", Retrieved);
}
