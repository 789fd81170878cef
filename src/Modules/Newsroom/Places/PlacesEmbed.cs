using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Places;

/// <summary>A map of places in a text: <c>[words](map:raqqa,mosul)</c>.</summary>
internal sealed class PlacesEmbed(ConcordDb db, CacheTags tags) : IEmbed
{
    private const int MaxPlaces = 20;
    private const int MaxChoices = 20;

    public string Scheme => "map";

    public bool TakesSeveral => true;

    public StyleParts Style => StyleParts.Facts | StyleParts.Maps;

    public async Task<IReadOnlyList<string>> FindUnknownAsync(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var wanted = targets.SelectMany(SlugsOf).ToList();
        var known = await db.Set<PlaceLocation>()
            .Where(row => wanted.Contains(row.Place))
            .Select(row => row.Place)
            .ToListAsync(cancellation);
        return [.. targets.Where(target => SlugsOf(target) is { Length: > MaxPlaces } || SlugsOf(target).Except(known).Any())];
    }

    public async Task<string?> RenderAsync(TextEmbed embed, EmbedContext context, CancellationToken cancellation)
    {
        tags.Add(PlaceNamed.Tag);
        var slugs = SlugsOf(embed.Target);
        var localizer = context.Localizer;
        var rows = await db.Set<PlaceLocation>()
            .AsNoTracking()
            .Where(row => slugs.Contains(row.Place))
            .ToDictionaryAsync(row => row.Place, cancellation);
        var names = await db.Set<PlaceName>()
            .AsNoTracking()
            .Where(name => slugs.Contains(name.Place) && name.Language == localizer.Language.Code)
            .ToDictionaryAsync(name => name.Place, name => name.Name, cancellation);
        List<(string Name, GeoPoint At)> places =
        [
            .. slugs
                .Where(slug => rows.ContainsKey(slug) && names.ContainsKey(slug))
                .Distinct(StringComparer.Ordinal)
                .Select(slug => (names[slug], new GeoPoint(rows[slug].Latitude, rows[slug].Longitude))),
        ];
        if (places.Count == 0)
        {
            return null;
        }

        var list = string.Join(localizer["map.separator"], places.Select(place => place.Name));
        var drawing = PlaceMap.Draw(
            places,
            localizer.Fill("map.places.alt", ("places", list)),
            kilometres => localizer.Fill("map.kilometres", ("number", localizer.Format.Number(kilometres)))
        );
        return $"<figure class=\"fig map\">{drawing}<figcaption><b>{HtmlText.Encode(embed.Words)}</b> {HtmlText.Encode(localizer["map.places.note"])}</figcaption></figure>";
    }

    public async Task<IReadOnlyList<string>> FindTextsAsync(
        IReadOnlyList<string> targets,
        string language,
        CancellationToken cancellation
    )
    {
        var slugs = targets.SelectMany(SlugsOf).ToList();
        return await db.Set<PlaceName>()
            .Where(name => slugs.Contains(name.Place) && name.Language == language)
            .Select(name => name.Name)
            .ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<EmbedChoice>> FindChoicesAsync(
        string query,
        Language language,
        CancellationToken cancellation
    )
    {
        var located = db.Set<PlaceLocation>().Select(row => row.Place);
        var names = await db.Set<PlaceName>()
            .AsNoTracking()
            .Where(name => name.Language == language.Code && located.Contains(name.Place))
            .Select(name => new EmbedChoice(name.Place, name.Name))
            .ToListAsync(cancellation);
        return
        [
            .. names
                .Where(choice => choice.Title.Contains(query, StringComparison.CurrentCultureIgnoreCase))
                .OrderBy(choice => choice.Title, StringComparer.Create(language.Culture, ignoreCase: true))
                .Take(MaxChoices),
        ];
    }

    private static string[] SlugsOf(string target) => target.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
