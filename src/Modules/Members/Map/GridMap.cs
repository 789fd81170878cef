using System.Globalization;
using System.Text;

namespace Concord.Members.Map;

/// <summary>
/// The members as squares of equal size with their ISO 3166-1 codes, each in the free cell nearest to where its capital lies
/// (SVG 1.1).
/// </summary>
internal sealed class GridMap : IMemberMap
{
    private const string Style =
        ".m{fill:#0b5563}.t{fill:#fff;font-family:system-ui,sans-serif;font-weight:600;text-anchor:middle}"
        + "@media(prefers-color-scheme:dark){.m{fill:#7fc6d0}.t{fill:#10171d}}";

    public MapKind Kind => MapKind.Grid;

    public (int Width, int Height) SizeOf(bool isNarrow) => isNarrow ? (350, 375) : (1000, 440);

    public string Draw(IEnumerable<string> codes, bool isNarrow)
    {
        var (width, height) = SizeOf(isNarrow);
        // Both have a cell for every state there is.
        var (columns, rows) = isNarrow ? (14, 15) : (25, 11);
        var side = width / columns;
        var svg = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><style>{Style}</style>"
        );
        foreach (var (code, column, row) in Arrange(codes, columns, rows))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"m\" x=\"{(column * side) + 1}\" y=\"{(row * side) + 1}\" width=\"{side - 2}\" height=\"{side - 2}\"/><text class=\"t\" x=\"{(column + .5) * side}\" y=\"{((row + .5) * side) + 5}\" font-size=\"{(isNarrow ? 12 : 15)}\">{code}</text>"
            );
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>
    /// Longitude and latitude are ranked, not measured, so that regions with many members get as much room as they need.
    /// </summary>
    private static List<(string Code, int Column, int Row)> Arrange(IEnumerable<string> codes, int columns, int rows)
    {
        var members = codes.Where(Capitals.All.ContainsKey).Order(StringComparer.Ordinal).ToList();
        var byLongitude = members.OrderBy(code => Capitals.All[code].Longitude).ToList();
        var byLatitude = members.OrderByDescending(code => Capitals.All[code].Latitude).ToList();
        var free = (
            from row in Enumerable.Range(0, rows)
            from column in Enumerable.Range(0, columns)
            select (Column: column, Row: row)
        ).ToHashSet();
        var arranged = new List<(string, int, int)>();
        foreach (var code in byLatitude)
        {
            var x = (byLongitude.IndexOf(code) + .5) / members.Count * columns;
            var y = (byLatitude.IndexOf(code) + .5) / members.Count * rows;
            var cell = free.MinBy(cell =>
                (Math.Pow(cell.Column + .5 - x, 2) + Math.Pow(cell.Row + .5 - y, 2), cell.Row, cell.Column)
            );
            free.Remove(cell);
            arranged.Add((code, cell.Column, cell.Row));
        }

        return arranged;
    }
}
