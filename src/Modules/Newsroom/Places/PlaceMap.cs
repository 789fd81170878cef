using System.Globalization;
using System.Text;
using Concord.Foundation.Text;
using Concord.Members.Map;

namespace Concord.Newsroom.Places;

/// <summary>
/// Draws places with their names (SVG 1.1): coasts and two rivers, and no boundary, since members of one coalition draw them
/// differently (decision 22).
/// </summary>
internal static class PlaceMap
{
    private const double LetterWidth = 6.6;
    private const double LineHeight = 14;
    private const double Gap = 7;
    private static readonly int[] RoundKilometres = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    /// <param name="places">At least one, with names for readers.</param>
    /// <param name="description">For readers who do not see it.</param>
    /// <param name="scaleWords">Words of the scale bar for a number of kilometres.</param>
    public static string Draw(IReadOnlyList<(string Name, GeoPoint At)> places, string description, Func<int, string> scaleWords)
    {
        var frame = new MapFrame([.. places.Select(place => place.At)]);
        // Names are placed by coordinates, so the side of their beginning may not depend on the page.
        var svg = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {MapFrame.Width} {MapFrame.Height}\" role=\"img\" direction=\"ltr\" aria-label=\"{HtmlText.Encode(description)}\">"
        );
        svg.Append("<path class=\"land\" d=\"");
        foreach (var ring in Coastlines.Rings)
        {
            var seen = MapFrame.Clip([.. ring.Select(point => frame.Project(point.Latitude, point.Longitude))]);
            if (seen.Count > 2)
            {
                Path(svg, seen).Append('z');
            }
        }

        svg.Append("\"/><path class=\"river\" d=\"");
        foreach (var river in Rivers.All)
        {
            Path(svg, [.. river.Select(point => frame.Project(point.Latitude, point.Longitude))]);
        }

        svg.Append("\"/>");
        Names(svg, [.. places.Select(place => (place.Name, frame.Project(place.At.Y, place.At.X)))]);
        Scale(svg, frame, scaleWords);
        return svg.Append("</svg>").ToString();
    }

    private static StringBuilder Path(StringBuilder svg, IReadOnlyList<(double X, double Y)> points)
    {
        for (var place = 0; place < points.Count; place++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"{(place == 0 ? 'M' : 'L')}{points[place].X:0.#} {points[place].Y:0.#}");
        }

        return svg;
    }

    private static void Names(StringBuilder svg, IReadOnlyList<(string Name, (double X, double Y) At)> places)
    {
        var taken = places.Select(place => new Box(place.At.X - 4, place.At.Y - 4, 8, 8)).ToList();
        foreach (var (name, (x, y)) in places)
        {
            var width = name.Length * LetterWidth;
            (Box Box, string Anchor, double X, double Y)[] choices =
            [
                (new Box(x + Gap, y - (LineHeight / 2), width, LineHeight), "start", x + Gap, y + 4),
                (new Box(x - Gap - width, y - (LineHeight / 2), width, LineHeight), "end", x - Gap, y + 4),
                (new Box(x - (width / 2), y - Gap - LineHeight, width, LineHeight), "middle", x, y - Gap - 2),
                (new Box(x - (width / 2), y + Gap, width, LineHeight), "middle", x, y + Gap + 10),
            ];
            var chosen = choices.FirstOrDefault(
                choice => choice.Box.IsWithinMap && !taken.Exists(box => box.Meets(choice.Box)),
                choices[0]
            );
            taken.Add(chosen.Box);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.5\"/><text x=\"{chosen.X:0.#}\" y=\"{chosen.Y:0.#}\" text-anchor=\"{chosen.Anchor}\">{HtmlText.Encode(name)}</text>"
            );
        }
    }

    /// <summary>The largest round distance that fits into a quarter of the map.</summary>
    private static void Scale(StringBuilder svg, MapFrame frame, Func<int, string> words)
    {
        var kilometres = RoundKilometres.LastOrDefault(
            round => round / frame.Kilometres <= MapFrame.Width / 4d,
            RoundKilometres[0]
        );
        var end = 10 + (kilometres / frame.Kilometres);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path class=\"scale\" d=\"M10 236v4H{end:0.#}v-4\"/><text class=\"small\" x=\"10\" y=\"231\">{HtmlText.Encode(words(kilometres))}</text>"
        );
    }

    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        public bool IsWithinMap => X >= 0 && Y >= 0 && X + Width <= MapFrame.Width && Y + Height <= MapFrame.Height - 26;

        public bool Meets(Box other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
