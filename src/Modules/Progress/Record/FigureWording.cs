using Concord.Foundation.Languages;

namespace Concord.Progress.Record;

/// <summary>A figure as a reader of one language writes it: "nearly 8 million", "110,000 km²".</summary>
internal static class FigureWording
{
    private const decimal Million = 1_000_000;

    public static string Of(Figure figure, Localizer localizer)
    {
        var text = Rounded(figure.Value, localizer);
        var unit = figure.Texts.Find(entry => entry.Language == localizer.Language.Code)?.Unit;
        text = unit is null ? text : $"{text}\u00a0{unit}";
        return figure.Precision == FigurePrecision.Exact
            ? text
            : localizer.Fill($"figure.{figure.Precision.ToString().ToLowerInvariant()}", ("value", text));
    }

    /// <summary>Its day; where that is not stated, the day of the statement, which says so.</summary>
    public static string DayOf(Figure figure, Localizer localizer)
    {
        var day = localizer.Date(figure.AsOf, figure.Known);
        return figure.IsUndated == true ? localizer.Fill("figure.undated", ("date", day)) : day;
    }

    private static string Rounded(decimal value, Localizer localizer) =>
        value >= Million
            ? localizer.Count(
                "figure.million",
                (long)(value / Million),
                ("value", localizer.Format.Number(decimal.Round(value / Million, 1)))
            )
            : localizer.Format.Number(value);
}
