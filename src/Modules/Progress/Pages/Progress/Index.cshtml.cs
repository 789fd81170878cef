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
internal sealed class IndexModel(
    ConcordDb db,
    MemberLedger ledger,
    IDocumentLinks documents,
    CacheTags tags,
    Localizer localizer,
    SiteClock clock
) : PageModel
{
    private IReadOnlyDictionary<string, DocumentLink> links = new Dictionary<string, DocumentLink>();

    public IReadOnlyList<PhaseOfTimeline> Phases { get; private set; } = [];

    public IReadOnlyList<Figure> Figures { get; private set; } = [];

    /// <summary>Figures of one series each, and the number of members on each day on which it grew.</summary>
    public IReadOnlyList<Chart> Charts { get; private set; } = [];

    public FigureText? TextOf(Figure figure) => figure.Texts.Find(text => text.Language == localizer.Language.Code);

    public EventText? TextOf(Event row) => row.Texts.Find(text => text.Language == localizer.Language.Code);

    public DocumentLink? DocumentOf(Event row) => links.GetValueOrDefault(row.Document ?? "");

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
        links = await documents.FindAsync(
            [.. events.Select(row => row.Document).OfType<string>()],
            localizer.Language,
            clock.Now,
            cancellation
        );
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
        Charts =
        [
            .. new FigureCharts(localizer).Of(Figures),
            .. await new MemberChart(ledger, localizer).OfAsync(today, cancellation) is { } members ? (Chart[])[members] : [],
        ];
        new PageHead
        {
            Title = localizer["progress.title"],
            Description = localizer["progress.description"],
            Path = "/progress",
            Section = "progress",
        }.PutInto(ViewData);
    }
}

/// <summary>A phase with its events, oldest first.</summary>
internal sealed record PhaseOfTimeline(string Name, IReadOnlyList<Event> Events);
