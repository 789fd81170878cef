using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Sections;

/// <summary>The short timeline.</summary>
internal sealed class TimelineSection(ConcordDb db) : IPageSection
{
    public SectionPage Page => SectionPage.Home;

    public int Order => 40;

    public IReadOnlyList<string> Tags => ["progress"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var milestones = await db.Set<Event>()
            .AsNoTracking()
            .Include(row => row.Texts)
            .Where(row => row.IsMilestone)
            .Where(RecordOnDate.Events(query.Today))
            .OrderBy(row => row.On)
            .ToListAsync(cancellation);
        return milestones.Count == 0
            ? null
            : new PageSection(
                SectionPlace.Body,
                "/Pages/Progress/_Timeline.cshtml",
                new ShortTimeline(TimelineStrokes.Place(milestones), TimelineStrokes.Years(milestones))
            );
    }
}
