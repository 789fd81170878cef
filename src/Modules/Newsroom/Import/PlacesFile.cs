using Concord.Foundation.ContentImport;
using Concord.Newsroom.Places;

namespace Concord.Newsroom.Import;

/// <summary>
/// The file <c>places.yaml</c>: what each place is called in each language; and <c>locations.yaml</c>: where it lies, such as
/// <c>raqqa: 35.95, 39.01</c>.
/// </summary>
internal static class PlacesFile
{
    public const string Name = "places.yaml";
    public const string Locations = "locations.yaml";

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
        return WithLocations(pack, places);
    }

    private static List<ImportedPlace> WithLocations(ContentFolder pack, List<ImportedPlace> places)
    {
        if (
            !pack.Has(Locations)
            || pack.ReadText(Locations) is not { } text
            || YamlFile.ReadMap(pack, Locations, text) is not { } root
        )
        {
            return places;
        }

        var points = new Dictionary<string, GeoPoint>(StringComparer.Ordinal);
        foreach (var slug in root.Keys.Distinct(StringComparer.Ordinal))
        {
            if (!places.Exists(place => place.Slug == slug))
            {
                root.Report(slug, ImportProblemCode.UnknownReference, $"“{slug}” has no name in {Name}.");
            }

            if (Read(root, slug) is { } point)
            {
                points[slug] = point;
            }
        }

        root.Close();
        return places.ConvertAll(place =>
            points.TryGetValue(place.Slug, out var point) ? place with { Location = point, HasLocation = true } : place
        );
    }

    /// <returns>Null where it is missing, or was reported.</returns>
    public static GeoPoint? Read(YamlMap map, string key)
    {
        if (map.Text(key) is not { Length: > 0 } text)
        {
            return null;
        }

        var point = GeoPoint.Read(text);
        if (point is null)
        {
            map.Report(
                key,
                ImportProblemCode.InvalidValue,
                $"“{text}” is no place on the globe: give latitude and longitude in degrees, such as 35.95, 39.01."
            );
        }

        return point;
    }
}

/// <param name="Names">By language.</param>
internal sealed record ImportedPlace(string Slug, IReadOnlyDictionary<string, string> Names)
{
    public GeoPoint? Location { get; init; }

    /// <summary>True where it says where the place lies, or that this is not known; false leaves what is there.</summary>
    public bool HasLocation { get; init; }
}
