using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Progress.Record;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Pages.Events;

/// <summary>The meetings of ministers, newest first.</summary>
[CachedResponse]
internal sealed class IndexModel(ConcordDb db, IDocumentLinks documents, CacheTags tags, Localizer localizer, SiteClock clock)
    : PageModel
{
    private IReadOnlyDictionary<string, DocumentLink> links = new Dictionary<string, DocumentLink>();

    public IReadOnlyList<Event> Meetings { get; private set; } = [];

    public EventText? TextOf(Event row) => row.Texts.Find(text => text.Language == localizer.Language.Code);

    public DocumentLink? DocumentOf(Event row) => links.GetValueOrDefault(row.Document ?? "");

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tags.Add("progress");
        Meetings = await db.Set<Event>()
            .AsNoTracking()
            .Where(RecordOnDate.Events(clock.Today))
            .Where(row => row.IsMeeting == true)
            .Include(row => row.Texts)
            .Include(row => row.Competing)
            .OrderByDescending(row => row.On)
            .ThenBy(row => row.Slug)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        links = await documents.FindAsync(
            [.. Meetings.Select(row => row.Document).OfType<string>()],
            localizer.Language,
            clock.Now,
            cancellation
        );
        new PageHead
        {
            Title = localizer["meetings.title"],
            Description = localizer["meetings.lead"],
            Path = "/events",
            Section = "events",
        }.PutInto(ViewData);
    }
}
