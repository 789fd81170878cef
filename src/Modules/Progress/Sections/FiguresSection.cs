using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Sections;

/// <summary>The key figures beside the lead, with today's number of members.</summary>
internal sealed class FiguresSection(ConcordDb db, MemberLedger ledger) : IPageSection
{
    public SectionPage Page => SectionPage.Home;

    public int Order => 10;

    public IReadOnlyList<string> Tags => ["progress", "members"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var figures = await db.Set<Figure>()
            .AsNoTracking()
            .Include(figure => figure.Texts)
            .Where(figure => figure.IsKey)
            .Where(RecordOnDate.Figures(query.Today))
            .OrderBy(figure => figure.Position)
            .ToListAsync(cancellation);
        var today = await ledger.OnAsync(query.Today, cancellation);
        return figures.Count == 0 && today.Count == 0
            ? null
            : new PageSection(SectionPlace.Rail, "/Pages/Progress/_Rail.cshtml", new KeyFigures(figures, today));
    }
}

/// <summary>The model of the rail.</summary>
internal sealed record KeyFigures(IReadOnlyList<Figure> Figures, LedgerOnDate Ledger);
