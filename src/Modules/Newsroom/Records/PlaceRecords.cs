using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Concord.Newsroom.Places;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Records;

/// <summary>Names of places and where they lie, for the workspace.</summary>
internal sealed class PlaceRecords(ConcordDb db, LanguageSet languages) : IRecordKind
{
    public string Name => "place";

    public int Order => 70;

    public bool CanRemove => false;

    public IReadOnlyList<RecordField> Fields { get; } = [RecordField.Names, new RecordField("location", RecordFieldType.Text)];

    public async Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation)
    {
        var names = await db.Set<PlaceName>().AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. names
                .GroupBy(name => name.Place)
                .Select(place => new RecordEntry(
                    place.Key,
                    place.FirstOrDefault(name => name.Language == language.Code)?.Name ?? place.Key
                ))
                .OrderBy(entry => entry.Title, StringComparer.Create(language.Culture, ignoreCase: true)),
        ];
    }

    public async Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation)
    {
        var names = await db.Set<PlaceName>().AsNoTracking().Where(name => name.Place == slug).ToListAsync(cancellation);
        var location = await db.Set<PlaceLocation>().AsNoTracking().SingleOrDefaultAsync(row => row.Place == slug, cancellation);
        return names.Count == 0
            ? null
            : new YamlText()
                .Add("slug", slug)
                .Add("names", TextsByLanguage.Of(languages, names, name => name.Language, name => name.Name))
                .Add("location", location is null ? null : $"{new GeoPoint(location.Latitude, location.Longitude)}");
    }

    public Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation)
    {
        var place = new ImportedPlace(map.Slug("slug"), map.ByAllLanguages("names", languages))
        {
            Location = PlacesFile.Read(map, "location"),
            HasLocation = true,
        };
        map.Close();
        return Task.FromResult<ApplyRecord>((actor, reason, token) => new NamePlaces(db, actor, reason).RunAsync([place], token));
    }
}
