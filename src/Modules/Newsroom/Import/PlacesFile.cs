using Concord.Foundation.ContentImport;

namespace Concord.Newsroom.Import;

/// <summary>The file <c>places.yaml</c>: what each place is called in each language.</summary>
internal static class PlacesFile
{
    public const string Name = "places.yaml";

    public static List<ImportedPlace> Read(ContentFolder pack)
    {
        if (!pack.Has(Name) || pack.ReadText(Name) is not { } text || YamlFile.ReadMap(pack, Name, text) is not { } root)
        {
            return [];
        }

        var places = root
            .Keys.Distinct(StringComparer.Ordinal)
            .Select(slug => new ImportedPlace(slug, root.ByLanguage(slug)))
            .ToList();
        root.Close();
        return places;
    }
}

internal sealed record ImportedPlace(string Slug, IReadOnlyDictionary<string, string> Names);
