using Concord.Foundation.Languages;
using Concord.Members;
using Concord.Progress.Record;

namespace Concord.Progress.Pages.Progress;

/// <summary>A chart: one number at several times.</summary>
/// <param name="Unit">What is counted: people, km².</param>
internal sealed record Chart(string Title, string Unit, IReadOnlyList<Bar> Bars);

/// <summary>One bar of a chart: its label, its height, its value in words and who states it.</summary>
/// <param name="IsUndated">The day of the number is not stated; its label says so.</param>
internal sealed record Bar(string Label, decimal Value, string Text, string Source)
{
    public bool IsUndated { get; init; }

    public string? SourceUrl { get; init; }
}

/// <summary>The charts of the figures that count the same thing at different times.</summary>
internal sealed class FigureCharts(Localizer localizer)
{
    public IEnumerable<Chart> Of(IEnumerable<Figure> figures) =>
        figures
            .Where(figure => figure.Series is not null && TextOf(figure) is not null)
            .GroupBy(figure => figure.Series!, StringComparer.Ordinal)
            .Where(series => series.Count() > 1)
            .Select(series => new Chart(
                localizer[$"series.{series.Key}"],
                localizer[$"series.{series.Key}.unit"],
                // A number whose day is not stated stands before the others, not on the day of the statement.
                [.. series.OrderByDescending(figure => figure.IsUndated == true).ThenBy(figure => figure.AsOf).Select(BarOf)]
            ));

    private FigureText? TextOf(Figure figure) => figure.Texts.Find(text => text.Language == localizer.Language.Code);

    private Bar BarOf(Figure figure) =>
        new(FigureWording.DayOf(figure, localizer), figure.Value, FigureWording.Of(figure, localizer), TextOf(figure)!.Source)
        {
            IsUndated = figure.IsUndated == true,
            SourceUrl = figure.SourceUrl,
        };
}

/// <summary>The number of members on each day by which more are attested.</summary>
internal sealed class MemberChart(MemberLedger ledger, Localizer localizer)
{
    /// <returns>Null where the number never changed.</returns>
    public async Task<Chart?> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var bars = new List<Bar>();
        var members = (await ledger.OnAsync(today, cancellation)).Members;
        foreach (var day in members.GroupBy(member => member.AttestedBy).OrderBy(group => group.Key))
        {
            var count = (await ledger.OnAsync(day.Key, cancellation)).Count;
            var first = day.First();
            bars.Add(
                new Bar(
                    localizer.Fill("chart.by", ("date", localizer.Date(day.Key, first.Known))),
                    count,
                    localizer.Count("members.count", count),
                    first.Sources.GetValueOrDefault(localizer.Language.Code, "")
                )
                {
                    SourceUrl = first.SourceUrl,
                }
            );
        }

        return bars.Count > 1 ? new Chart(localizer["series.members"], localizer["series.members.unit"], bars) : null;
    }
}
