using Concord.Foundation.Api;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Progress.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Api;

/// <summary>Returns one page of events or figures.</summary>
internal sealed class ListProgress(ConcordDb db, SiteClock clock, CacheTags tags, SiteAddress site)
{
    public async Task<Results<Ok<ApiPage<EventItem>>, ProblemHttpResult>> EventsAsync(
        EventFilter filter,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var asked = new QueryReader(request, filter.Query);
        var found = filter.Apply(db.Set<Event>().AsNoTracking().Where(RecordOnDate.Events(clock.Today)), asked);
        var (language, limit, cursor) = (filter.Language(asked), asked.Limit(), asked.Cursor());
        if (!asked.IsGood)
        {
            return asked.Problem();
        }

        tags.Add("progress");
        if (cursor is not null)
        {
            var day = DateOnly.FromDateTime(cursor.At);
            found = found.Where(row => row.On > day || (row.On == day && row.Slug.CompareTo(cursor.Name) > 0));
        }

        var rows = await found
            .OrderBy(row => row.On)
            .ThenBy(row => row.Slug)
            .Take(limit + 1)
            .Include(row => row.Texts)
            .Include(row => row.Competing)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            asked.PageOf(
                rows,
                limit,
                row => EventItem.Of(row, language),
                row => new ApiCursor(row.On.ToDateTime(TimeOnly.MinValue).Ticks, row.Slug),
                site
            )
        );
    }

    public async Task<Results<Ok<ApiPage<FigureItem>>, ProblemHttpResult>> FiguresAsync(
        FigureFilter filter,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var asked = new QueryReader(request, filter.Query);
        var found = filter.Apply(db.Set<Figure>().AsNoTracking().Where(RecordOnDate.Figures(clock.Today)), asked);
        var (language, limit, cursor) = (filter.Language(asked), asked.Limit(), asked.Cursor());
        if (!asked.IsGood)
        {
            return asked.Problem();
        }

        tags.Add("progress");
        if (cursor is not null)
        {
            found = found.Where(row =>
                row.Position > cursor.Ticks || (row.Position == cursor.Ticks && row.Slug.CompareTo(cursor.Name) > 0)
            );
        }

        var rows = await found
            .OrderBy(row => row.Position)
            .ThenBy(row => row.Slug)
            .Take(limit + 1)
            .Include(row => row.Texts)
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            asked.PageOf(rows, limit, row => FigureItem.Of(row, language), row => new ApiCursor(row.Position, row.Slug), site)
        );
    }
}
