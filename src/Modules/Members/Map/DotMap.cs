using System.Globalization;
using System.Text;

namespace Concord.Members.Map;

/// <summary>
/// The members as dots at their capitals (SVG 1.1). The land is drawn by its coasts alone (Natural Earth, 1:110 million), so
/// that no boundary is shown. Beside or below the world, Europe and the Middle East are drawn larger, where capitals lie close.
/// </summary>
internal sealed class DotMap : IMemberMap
{
    private const string Style =
        ".o{fill:#d9d6cb}.m{fill:#0b5563;stroke:#fbfaf6}.e{fill:none;stroke:#87908f}"
        + "@media(prefers-color-scheme:dark){.o{fill:#2b363e}.m{fill:#7fc6d0;stroke:#10171d}.e{stroke:#6b7780}}";

    /// <summary>Units of the drawing in one radius of the globe; large enough for whole numbers.</summary>
    private const double Scale = 400;

    private static readonly Frame World = Frame.Between(78, -56, -140, 180);
    private static readonly Frame Near = Frame.Between(66, 8, -25, 65);

    private readonly string land = Land();

    public MapKind Kind => MapKind.Dots;

    public (int Width, int Height) SizeOf(bool isNarrow) => isNarrow ? (360, 456) : (1172, 337);

    public string Draw(IEnumerable<string> codes, bool isNarrow)
    {
        var dots = codes
            .Where(Capitals.All.ContainsKey)
            .Order(StringComparer.Ordinal)
            .Select(code => Place(Capitals.All[code]))
            .ToList();
        var (width, height) = SizeOf(isNarrow);
        var svg = new StringBuilder(land.Length + 8000).Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><style>{Style}</style><defs><path id=\"l\" class=\"o\" d=\"{land}\"/></defs>"
        );
        if (isNarrow)
        {
            Panel(svg, dots, World, new Box(0, 0, 360, 173), radius: 1.8);
            Panel(svg, dots, Near, new Box(0, 187, 360, 268), radius: 4);
        }
        else
        {
            Panel(svg, dots, World, new Box(0, 0, 700, 336), radius: 3);
            Panel(svg, dots, Near, new Box(720, 0, 452, 336), radius: 4.5);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Panel(StringBuilder svg, List<(double X, double Y)> dots, Frame frame, Box box, double radius)
    {
        var unit = Math.Max(frame.Width / box.Width, frame.Height / box.Height);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" height=\"{box.Height}\" viewBox=\"{frame.X:0.#} {frame.Y:0.#} {frame.Width:0.#} {frame.Height:0.#}\"><use href=\"#l\"/>"
        );
        foreach (var (x, y) in dots.Where(dot => frame.Contains(dot)))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle class=\"m\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius * unit:0.##}\" stroke-width=\"{unit * .8:0.##}\"/>"
            );
        }

        svg.Append("</svg>");
        if (frame == Near)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"e\" x=\"{box.X + .5}\" y=\"{box.Y + .5}\" width=\"{box.Width - 1}\" height=\"{box.Height - 1}\"/>"
            );
        }
    }

    private static (double X, double Y) Place((double Latitude, double Longitude) at)
    {
        var (x, y) = EqualEarth.Project(at.Latitude, at.Longitude);
        return (x * Scale, y * Scale);
    }

    private static string Land()
    {
        var path = new StringBuilder();
        foreach (var ring in Resource.Lines("land.txt"))
        {
            (int X, int Y)? previous = null;
            foreach (var point in ring.Split(' '))
            {
                var comma = point.IndexOf(',', StringComparison.Ordinal);
                var place = Place((Resource.Number(point[(comma + 1)..]), Resource.Number(point[..comma])));
                var (x, y) = ((int)Math.Round(place.X), (int)Math.Round(place.Y));
                if (previous is not { } last)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}l");
                }
                else if (last != (x, y))
                {
                    path.Append(CultureInfo.InvariantCulture, $"{x - last.X} {y - last.Y} ");
                }

                previous = (x, y);
            }

            path.Append('z');
        }

        return path.ToString();
    }

    private readonly record struct Box(int X, int Y, int Width, int Height);

    private readonly record struct Frame(double X, double Y, double Width, double Height)
    {
        public static Frame Between(double north, double south, double west, double east)
        {
            // The globe is widest at the equator, or at the parallel of the frame that is nearest to it.
            var widest = Math.Clamp(0, south, north);
            var (left, top) = (Place((widest, west)).X, Place((north, 0)).Y);
            return new Frame(left, top, Place((widest, east)).X - left, Place((south, 0)).Y - top);
        }

        public bool Contains((double X, double Y) point) =>
            point.X >= X && point.X <= X + Width && point.Y >= Y && point.Y <= Y + Height;
    }
}
