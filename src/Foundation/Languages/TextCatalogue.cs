namespace Concord.Foundation.Languages;

/// <summary>All texts of one language, by key.</summary>
public sealed class TextCatalogue
{
    private readonly Dictionary<string, PoEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<PoEntry, PluralRule> rules = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyDictionary<string, PoEntry> Entries => entries;

    /// <returns>The text, or null where this language does not have it.</returns>
    public string? Find(string key) =>
        entries.TryGetValue(key, out var entry) && entry.Forms[0].Length > 0 ? entry.Forms[0] : null;

    /// <returns>The text in the plural form that <paramref name="number"/> takes in this language, or null.</returns>
    public string? Find(string key, long number)
    {
        if (!entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        var form = rules.TryGetValue(entry, out var rule) ? rule.FormOf(number) : 0;
        var text = entry.Forms[Math.Min(form, entry.Forms.Count - 1)];
        return text.Length > 0 ? text : null;
    }

    internal static TextCatalogue Read(IEnumerable<string> files)
    {
        var catalogue = new TextCatalogue();
        foreach (var file in files)
        {
            catalogue.Add(File.ReadAllText(file), file);
        }

        return catalogue;
    }

    private void Add(string text, string file)
    {
        PluralRule? rule = null;
        foreach (var entry in PoFile.Parse(text, file))
        {
            if (entry.Context is null)
            {
                rule =
                    entry.Id.Length == 0
                        ? RuleOf(entry)
                        : throw new FormatException($"{file}, line {entry.Line}: an entry needs its key as msgctxt.");
                continue;
            }

            if (!entries.TryAdd(entry.Context, entry))
            {
                throw new FormatException($"{file}, line {entry.Line}: the key “{entry.Context}” stands twice in this language.");
            }

            if (entry.Plural is not null)
            {
                rules[entry] = rule ?? throw new FormatException($"{file}: a plural entry needs a Plural-Forms header.");
            }
        }
    }

    private static PluralRule? RuleOf(PoEntry header)
    {
        const string Name = "Plural-Forms:";
        var line = header.Forms[0].Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return line is null ? null : PluralRule.Parse(line[Name.Length..].Trim());
    }
}
