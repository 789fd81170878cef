using System.Globalization;
using System.Text;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Embeds;

/// <summary>
/// The events of a phase, a year or some months in a text: <c>[words](timeline:ground)</c>, <c>timeline:2017</c>,
/// <c>timeline:2017-06..2017-10</c>.
/// </summary>
internal sealed class TimelineEmbed(ConcordDb db, CacheTags tags) : IEmbed
{
    private const int MaxEvents = 30;

    public string Scheme => "timeline";

    public StyleParts Style => StyleParts.Facts | StyleParts.Events;

    public async Task<IReadOnlyList<string>> FindUnknownAsync(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var unknown = new List<string>();
        foreach (var target in targets)
        {
            if (!await EventsOf(target).AnyAsync(cancellation))
            {
                unknown.Add(target);
            }
        }

        return unknown;
    }

    public async Task<string?> RenderAsync(TextEmbed embed, EmbedContext context, CancellationToken cancellation)
    {
        tags.Add("progress");
        var localizer = context.Localizer;
        var events = await EventsOf(embed.Target)
            .Include(row => row.Texts)
            .Where(RecordOnDate.Events(context.Day))
            .OrderBy(row => row.On)
            .Take(MaxEvents)
            .ToListAsync(cancellation);
        var html = new StringBuilder();
        foreach (var row in events)
        {
            if (row.Texts.Find(text => text.Language == localizer.Language.Code) is { } text)
            {
                var machine = row.On.ToString(
                    row.Known == DatePrecision.Day ? "yyyy-MM-dd" : "yyyy-MM",
                    CultureInfo.InvariantCulture
                );
                var stated = localizer.Html(
                    "event.stated",
                    ("who", SourceLink.Of(text.StatedBy, row.SourceUrl, HtmlText.Encoder))
                );
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<li><div class=\"kick\"><time datetime=\"{machine}\">{HtmlText.Encode(localizer.Date(row.On, row.Known))}</time> · {stated}</div><a href=\"/{localizer.Language.Code}/progress#{row.Slug}\">{HtmlText.Encode(text.Title)}</a></li>"
                );
            }
        }

        return html.Length == 0
            ? null
            : $"<aside class=\"fig\"><h3>{HtmlText.Encode(embed.Words)}</h3><ol class=\"events\">{html}</ol></aside>";
    }

    public async Task<IReadOnlyList<EmbedChoice>> FindChoicesAsync(
        string query,
        Language language,
        CancellationToken cancellation
    )
    {
        var phases = await db.Set<PhaseName>()
            .AsNoTracking()
            .Where(name => name.Language == language.Code)
            .OrderBy(name => name.Position)
            .Select(name => new EmbedChoice(name.Phase, name.Name))
            .ToListAsync(cancellation);
        var years = await db.Set<Event>().Select(row => row.On.Year).Distinct().OrderBy(year => year).ToListAsync(cancellation);
        return
        [
            .. phases
                .Concat(years.Select(year => $"{year}").Select(year => new EmbedChoice(year, year)))
                .Where(choice => choice.Title.Contains(query, StringComparison.CurrentCultureIgnoreCase)),
        ];
    }

    private IQueryable<Event> EventsOf(string target)
    {
        var events = db.Set<Event>().AsNoTracking();
        var parts = target.Split("..");
        return parts.Length <= 2 && FirstDayOf(parts[0]) is { } first && LastDayOf(parts[^1]) is { } last
            ? events.Where(row => row.On >= first && row.On <= last)
            : events.Where(row => row.Phase == target);
    }

    private static DateOnly? FirstDayOf(string part) =>
        DateOnly.TryParseExact(part, ["yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static DateOnly? LastDayOf(string part) =>
        FirstDayOf(part) is { } first ? first.AddMonths(part.Length == 4 ? 12 : 1).AddDays(-1) : null;
}
