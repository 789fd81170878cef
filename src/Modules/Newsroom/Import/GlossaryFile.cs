using Concord.Foundation.ContentImport;
using Concord.Newsroom.Glossary;

namespace Concord.Newsroom.Import;

/// <summary>
/// The file <c>glossary.yaml</c>: by concept, the agreed word in each language, and under <c>avoid</c> the words that are not
/// used for it.
/// </summary>
internal static class GlossaryFile
{
    public const string Name = "glossary.yaml";
    private const string Avoid = "avoid";

    public static List<(string Concept, IReadOnlyList<AgreedTerm> Terms)> Read(ContentFolder pack)
    {
        if (!pack.Has(Name) || pack.ReadText(Name) is not { } text || YamlFile.ReadMap(pack, Name, text) is not { } root)
        {
            return [];
        }

        var concepts = root
            .Keys.Distinct(StringComparer.Ordinal)
            .Select(concept =>
                (concept, (IReadOnlyList<AgreedTerm>)(root.Map(concept) is { } map ? ReadTerms(concept, map) : []))
            )
            .ToList();
        root.Close();
        return concepts;
    }

    private static List<AgreedTerm> ReadTerms(string concept, YamlMap map)
    {
        var avoid = map.Map(Avoid);
        var terms = map
            .Keys.Where(key => key != Avoid)
            .Distinct(StringComparer.Ordinal)
            .Select(language => new AgreedTerm(concept, language, map.Required(language), avoid?.Texts(language) ?? []))
            .ToList();
        avoid?.Close();
        map.Close();
        return terms;
    }
}
