using System.Text.Json;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Progress.Record;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Pages.Progress;

/// <summary>The whole record: the timeline by phases, and every figure with its meaning.</summary>
[CachedResponse]
internal sealed class IndexModel(ConcordDb db, MemberLedger ledger, CacheTags tags, Localizer localizer, SiteClock clock)
    : PageModel
{
    public IReadOnlyList<PhaseOfTimeline> Phases { get; private set; } = [];

    public IReadOnlyList<Figure> Figures { get; private set; } = [];

    /// <summary>The number of members on each day on which it grew.</summary>
    public IReadOnlyList<Bar> MemberBars { get; private set; } = [];

    public FigureText? TextOf(Figure figure) => figure.Texts.Find(text => text.Language == localizer.Language.Code);

    public EventText? TextOf(Event row) => row.Texts.Find(text => text.Language == localizer.Language.Code);

    public static string StatedBy(CompetingDate date, string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(date.StatedBy)!.GetValueOrDefault(language, "");

    /// <summary>Figures of one series, as bars.</summary>
    public IEnumerable<(string Series, IReadOnlyList<Bar> Bars)> Series() =>
        Figures
            .Where(figure => figure.Series is not null)
            .GroupBy(figure => figure.Series!)
            .Where(group => group.Count() > 1)
            .Select(group =>
                (
                    group.Key,
                    (IReadOnlyList<Bar>)
                        [
                            .. group
                                .OrderBy(figure => figure.AsOf)
                                .Select(figure => new Bar(
                                    localizer.Date(figure.AsOf, figure.Known),
                                    figure.Value,
                                    FigureWording.Of(figure, localizer)
                                )),
                        ]
                )
            );

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tags.Add("progress", "members");
        var today = clock.Today;
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Where(RecordOnDate.Events(today))
            .Include(row => row.Texts)
            .Include(row => row.Competing)
            .OrderBy(row => row.On)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var phases = await db.Set<PhaseName>()
            .AsNoTracking()
            .Where(phase => phase.Language == localizer.Language.Code)
            .OrderBy(phase => phase.Position)
            .ToListAsync(cancellation);
        Phases = [.. phases.Select(phase => new PhaseOfTimeline(phase.Name, [.. events.Where(row => row.Phase == phase.Phase)]))];
        Figures = await db.Set<Figure>()
            .AsNoTracking()
            .Where(RecordOnDate.Figures(today))
            .Include(figure => figure.Texts)
            .OrderBy(figure => figure.Position)
            .ToListAsync(cancellation);
        MemberBars = await MembersAsync(await ledger.OnAsync(today, cancellation), cancellation);
        new PageHead
        {
            Title = localizer["progress.title"],
            Description = localizer["progress.description"],
            Path = "/progress",
            Section = "progress",
        }.PutInto(ViewData);
    }

    private async Task<List<Bar>> MembersAsync(LedgerOnDate today, CancellationToken cancellation)
    {
        var bars = new List<Bar>();
        foreach (var day in today.Members.GroupBy(member => member.AttestedBy).OrderBy(group => group.Key))
        {
            var count = (await ledger.OnAsync(day.Key, cancellation)).Count;
            bars.Add(new Bar(localizer.Date(day.Key, day.First().Known), count, localizer.Count("members.count", count)));
        }

        return bars;
    }
}

/// <summary>A phase with its events, oldest first.</summary>
internal sealed record PhaseOfTimeline(string Name, IReadOnlyList<Event> Events);

/// <summary>One bar of a chart: its label, its height and its value in localizer.</summary>
internal sealed record Bar(string Label, decimal Value, string Text);
