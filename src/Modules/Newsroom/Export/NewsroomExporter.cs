using Concord.Foundation.ContentExport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Glossary;
using Concord.Newsroom.Import;
using Concord.Newsroom.Places;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Export;

/// <summary>Writes places, agreed words, documents and the lead of the home page into a content pack.</summary>
internal sealed class NewsroomExporter(ConcordDb db, LanguageSet languages, ExportDocuments documents) : IContentExporter
{
    private const string PlacesComment = "What each place is called in each language.";

    private const string LocationsComment = "Where places lie: latitude and longitude in degrees, north and east positive.";

    private const string GlossaryComment =
        "The agreed word for a concept in each language; the workspace warns of others. Titles of other publishers keep theirs.";

    private const string LeadComment = """
        What leads the home page, and which campaign is on it. A slot holds from one moment until another (UTC), in one
        language or, without "language", in every language in which the document exists. Of two slots that hold, the later
        "from" wins.
        """;

    public int Order => 20;

    public IReadOnlyList<string> Parts => ["documents", PlacesFile.Name, GlossaryFile.Name, LeadFile.Name];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        await WritePlacesAsync(folder, cancellation);
        await WriteGlossaryAsync(folder, cancellation);
        await documents.WriteAsync(folder, cancellation);
        await WriteLeadAsync(folder, cancellation);
    }

    private async Task WritePlacesAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var names = await db.Set<PlaceName>().AsNoTracking().OrderBy(name => name.Place).ToListAsync(cancellation);
        var root = new YamlText();
        foreach (var place in names.GroupBy(name => name.Place).OrderBy(place => place.Key, StringComparer.Ordinal))
        {
            folder.Define($"place:{place.Key}");
            root.Add(place.Key, TextsByLanguage.Of(languages, place, name => name.Language, name => name.Name));
        }

        if (names.Count > 0)
        {
            await folder.WriteYamlAsync(PlacesFile.Name, root, PlacesComment, cancellation);
            await WriteLocationsAsync(folder, cancellation);
        }
    }

    private async Task WriteLocationsAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var locations = await db.Set<PlaceLocation>().AsNoTracking().OrderBy(row => row.Place).ToListAsync(cancellation);
        var root = new YamlText();
        foreach (var row in locations)
        {
            folder.Define($"location:{row.Place}");
            root.Add(row.Place, $"{new GeoPoint(row.Latitude, row.Longitude)}");
        }

        if (locations.Count > 0)
        {
            await folder.WriteYamlAsync(PlacesFile.Locations, root, LocationsComment, cancellation);
        }
    }

    private async Task WriteGlossaryAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var terms = await db.Set<GlossaryTerm>().AsNoTracking().ToListAsync(cancellation);
        var root = new YamlText();
        foreach (var concept in terms.GroupBy(term => term.Concept).OrderBy(concept => concept.Key, StringComparer.Ordinal))
        {
            var (map, avoid) = (new YamlText(), new YamlText());
            foreach (var term in concept.OrderBy(term => languages.PositionOf(term.Language)))
            {
                map.Add(term.Language, term.Agreed);
                avoid.Add(term.Language, term.Avoid.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            }

            root.Add(concept.Key, map.Add("avoid", avoid));
        }

        if (terms.Count > 0)
        {
            await folder.WriteYamlAsync(GlossaryFile.Name, root, GlossaryComment, cancellation);
        }
    }

    private async Task WriteLeadAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var slots = await db.Set<LeadSlot>()
            .AsNoTracking()
            .OrderBy(slot => slot.FromAt)
            .ThenBy(slot => slot.Slug)
            .ThenBy(slot => slot.Language)
            .ToListAsync(cancellation);
        var root = new YamlText()
            .Add("lead", LinesOf(slots.Where(slot => slot.Place is null), folder))
            .Add("campaign", LinesOf(slots.Where(slot => slot.Place == HomePlace.Campaign), folder));
        if (slots.Count > 0)
        {
            await folder.WriteYamlAsync(LeadFile.Name, root, LeadComment, cancellation);
        }
    }

    private static IEnumerable<YamlText> LinesOf(IEnumerable<LeadSlot> slots, ExportFolder folder) =>
        slots
            .Where(slot => folder.Reference("document", slot.Slug, ArrangeLead.SubjectOf(slot.Place)) is not null)
            .Select(slot =>
                new YamlText()
                    .Add("document", slot.Slug)
                    .Add("language", slot.Language)
                    .Add("from", slot.FromAt)
                    .Add("until", slot.UntilAt)
            );
}
