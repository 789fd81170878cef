using System.Globalization;
using AngleSharp.Dom;
using Concord.Foundation.Text;

namespace Concord.Newsroom.WordPress;

/// <summary>A table of HTML as one of Markdown, whose first row is its head.</summary>
internal static class MarkdownTable
{
    /// <summary>Of this table, not of one within a cell.</summary>
    public static IEnumerable<IElement> RowsOf(IElement table) =>
        table.Children.SelectMany(child =>
            child.LocalName is "thead" or "tbody" or "tfoot" ? child.Children.Where(row => row.LocalName == "tr")
            : child.LocalName == "tr" ? [child]
            : []
        );

    /// <summary>How many columns a cell takes.</summary>
    public static int SpanOf(IElement cell) =>
        int.TryParse(cell.GetAttribute("colspan"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            ? Math.Clamp(columns, 1, MarkdownLimits.MaxColumns)
            : 1;

    /// <param name="rows">Cells, each in one line.</param>
    /// <returns>Blocks: the table, or its cells where it is no table for readers.</returns>
    public static IEnumerable<string> Of(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = rows.Select(row => row.Count).DefaultIfEmpty().Max();
        // One column is layout; too many cannot be shown.
        if (columns is < 2 or > MarkdownLimits.MaxColumns)
        {
            return rows.SelectMany(row => row).Where(cell => cell.Length > 0).Select(MarkdownInline.EscapeLines);
        }

        var lines = rows.Select(row => $"| {string.Join(" | ", row.Concat(Enumerable.Repeat("", columns - row.Count)))} |")
            .ToList();
        lines.Insert(1, $"|{string.Concat(Enumerable.Repeat(" --- |", columns))}");
        return [string.Join('\n', lines)];
    }
}
