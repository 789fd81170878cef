using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Names places and says where they lie; the caller saves.</summary>
internal sealed class NamePlaces(ConcordDb db, Actor actor, string? reason = null)
{
    public async Task RunAsync(IReadOnlyList<ImportedPlace> places, CancellationToken cancellation)
    {
        var known = await db.Set<PlaceName>().ToDictionaryAsync(name => (name.Place, name.Language), cancellation);
        foreach (var place in places)
        {
            var changed = false;
            foreach (var (language, text) in place.Names)
            {
                var name = known.GetValueOrDefault((place.Slug, language));
                changed |= name?.Name != text;
                if (name is null)
                {
                    db.Add(
                        new PlaceName
                        {
                            Place = place.Slug,
                            Language = language,
                            Name = text,
                        }
                    );
                }
                else
                {
                    name.Name = text;
                }
            }

            changed |= place.HasLocation && await LocateAsync(place, cancellation);
            if (changed)
            {
                db.Record(
                    new PlaceNamed(place.Slug)
                    {
                        Actor = actor,
                        Subject = $"place:{place.Slug}",
                        Reason = reason,
                    }
                );
            }
        }
    }

    /// <returns>False where it is there already.</returns>
    private async Task<bool> LocateAsync(ImportedPlace place, CancellationToken cancellation)
    {
        var row = await db.Set<PlaceLocation>().FindAsync([place.Slug], cancellation);
        if (place.Location is not { } point)
        {
            if (row is not null)
            {
                db.Remove(row);
            }

            return row is not null;
        }

        if (row is null)
        {
            db.Add(
                new PlaceLocation
                {
                    Place = place.Slug,
                    Latitude = point.Latitude,
                    Longitude = point.Longitude,
                }
            );
            return true;
        }

        var isSame = (row.Latitude, row.Longitude) == (point.Latitude, point.Longitude);
        (row.Latitude, row.Longitude) = (point.Latitude, point.Longitude);
        return !isSame;
    }
}
