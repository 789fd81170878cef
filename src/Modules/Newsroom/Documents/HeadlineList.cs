using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>Headlines with all that is needed to render them.</summary>
/// <param name="Places">Name of each place in the reader's language, by slug.</param>
internal sealed record HeadlineList(IReadOnlyList<Headline> Headlines, IReadOnlyDictionary<string, string> Places)
{
    public static async Task<HeadlineList> ReadAsync(
        ConcordDb db,
        IQueryable<Edition> editions,
        Language language,
        CancellationToken cancellation
    )
    {
        var headlines = await editions.AsNoTracking().Select(Headline.Projection).ToListAsync(cancellation);
        var slugs = headlines.Select(headline => headline.Place).OfType<string>().Distinct().ToList();
        var places = await db.Set<PlaceName>()
            .AsNoTracking()
            .Where(name => name.Language == language.Code && slugs.Contains(name.Place))
            .ToDictionaryAsync(name => name.Place, name => name.Name, cancellation);
        return new HeadlineList(headlines, places);
    }

    public string? PlaceOf(Headline headline) => headline.Place is { } place ? Places.GetValueOrDefault(place) : null;
}
