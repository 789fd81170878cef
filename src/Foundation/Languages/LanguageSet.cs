using System.Globalization;
using System.Text.Json;
using Concord.Foundation.Storage;
using Microsoft.Extensions.Configuration;

namespace Concord.Foundation.Languages;

/// <summary>
/// The languages of this site, in the order of the setting <c>Concord:Languages</c>, with all their texts. A language
/// is a folder <c>texts/{code}</c> with <c>language.json</c> and one PO file per module.
/// </summary>
public sealed class LanguageSet
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<string, (Language Language, TextCatalogue Texts)> byCode = new(StringComparer.Ordinal);

    private LanguageSet(IReadOnlyList<Language> all) => All = all;

    public IReadOnlyList<Language> All { get; }

    /// <summary>The first language: for readers who ask for none of the site's.</summary>
    public Language Default => All[0];

    public Language? Find(string? code) => code is not null && byCode.TryGetValue(code, out var found) ? found.Language : null;

    /// <returns>Its place among the site's languages, from 0; after all of them for another.</returns>
    public int PositionOf(string code)
    {
        for (var at = 0; at < All.Count; at++)
        {
            if (All[at].Code == code)
            {
                return at;
            }
        }

        return int.MaxValue;
    }

    public TextCatalogue TextsOf(Language language) => byCode[language.Code].Texts;

    /// <exception cref="FormatException">A folder or file is missing or cannot be read; the message names it.</exception>
    public static LanguageSet Load(IConfiguration configuration)
    {
        var codes = configuration.GetSection("Concord:Languages").Get<string[]>() ?? ["en"];
        var folder = configuration["Concord:TextsDirectory"] is { Length: > 0 } set
            ? Path.GetFullPath(set, HomeDirectory.Path)
            : HomeDirectory.Shipped("texts");
        return Load(codes.Distinct(StringComparer.Ordinal), folder);
    }

    public static LanguageSet Load(IEnumerable<string> codes, string folder)
    {
        var read = codes.Select(code => (code, ReadLanguage(code, Path.Combine(folder, code)))).ToList();
        var set = new LanguageSet([.. read.Select(pair => pair.Item2.Language)]);
        foreach (var (code, pair) in read)
        {
            set.byCode[code] = pair;
        }

        return set;
    }

    private static (Language Language, TextCatalogue Texts) ReadLanguage(string code, string folder)
    {
        var cardPath = Path.Combine(folder, "language.json");
        if (!File.Exists(cardPath))
        {
            throw new FormatException($"The language “{code}” is set in Concord:Languages but {cardPath} does not exist.");
        }

        var card =
            JsonSerializer.Deserialize<LanguageCard>(File.ReadAllText(cardPath), Json)
            ?? throw new FormatException($"{cardPath} is empty.");
        var language = new Language(code, card, CultureInfo.ReadOnly(CultureInfo.GetCultureInfo(card.Culture)));
        var files = Directory.EnumerateFiles(folder, "*.po").Order(StringComparer.Ordinal);
        return (language, TextCatalogue.Read(files));
    }
}
