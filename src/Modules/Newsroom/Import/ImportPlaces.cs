using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Import;

/// <summary>Takes names of places from a pack, unless a person changed them; the caller saves.</summary>
internal sealed class ImportPlaces(ConcordDb db, ImportContext context)
{
    public async Task RunAsync(IReadOnlyList<ImportedPlace> places, CancellationToken cancellation)
    {
        var known = (await db.Set<PlaceName>().ToListAsync(cancellation)).ToLookup(name => name.Place);
        var located = await db.Set<PlaceLocation>().AsNoTracking().ToDictionaryAsync(row => row.Place, cancellation);
        var wanted = new List<ImportedPlace>();
        foreach (var place in places)
        {
            var subject = $"place:{place.Slug}";
            var isSame = place.Names.All(pair =>
                known[place.Slug].Any(name => name.Language == pair.Key && name.Name == pair.Value)
            );
            isSame &=
                place.Location is not { } point
                || (
                    located.GetValueOrDefault(place.Slug) is { } row
                    && (row.Latitude, row.Longitude) == (point.Latitude, point.Longitude)
                );
            if (!context.Overwrites && !isSame && await LastChange.IsByPersonAsync(db, subject, cancellation))
            {
                context.Conflict(PlacesFile.Name, subject);
            }
            else
            {
                wanted.Add(place);
            }
        }

        await new NamePlaces(db, context.Actor).RunAsync(wanted, cancellation);
    }
}
