using Concord.Foundation.Api;
using Concord.Foundation.Languages;
using Concord.Progress.Record;

namespace Concord.Progress.Api;

/// <summary>Filters of <c>/api/v1/events</c>.</summary>
internal sealed class EventFilter(LanguageSet languages)
{
    private readonly ApiParameter lang = ApiParameter.Language(languages, "Only the texts in this language.");
    private readonly ApiParameter phase = new("phase", "One phase of the campaign, as in “phase” of an event.");
    private readonly ApiParameter milestone = ApiParameter.Truth("milestone", "True for those of the short timeline alone.");

    private readonly ApiParameter from = new("from", "On this day or later.", "date", "2017-01-01");
    private readonly ApiParameter until = new("until", "On this day or earlier.", "date", "2019-12-31");

    public ApiQuery Query => new([lang, phase, milestone, from, until, ApiParameter.Limit, ApiParameter.Cursor]);

    public string? Language(QueryReader asked) => asked.Text(lang);

    public IQueryable<Event> Apply(IQueryable<Event> events, QueryReader asked)
    {
        if (asked.Text(phase) is { } name)
        {
            events = events.Where(row => row.Phase == name);
        }

        if (asked.Truth(milestone) is { } isMilestone)
        {
            events = events.Where(row => row.IsMilestone == isMilestone);
        }

        if (asked.Day(from) is { } first)
        {
            events = events.Where(row => row.On >= first);
        }

        return asked.Day(until) is { } last ? events.Where(row => row.On <= last) : events;
    }
}

/// <summary>Filters of <c>/api/v1/figures</c>.</summary>
internal sealed class FigureFilter(LanguageSet languages)
{
    private readonly ApiParameter lang = ApiParameter.Language(languages, "Only the texts in this language.");
    private readonly ApiParameter series = new("series", "One series, as in “series” of a figure.");
    private readonly ApiParameter key = ApiParameter.Truth("key", "True for those of the home page alone.");

    public ApiQuery Query => new([lang, series, key, ApiParameter.Limit, ApiParameter.Cursor]);

    public string? Language(QueryReader asked) => asked.Text(lang);

    public IQueryable<Figure> Apply(IQueryable<Figure> figures, QueryReader asked)
    {
        if (asked.Text(series) is { } name)
        {
            figures = figures.Where(row => row.Series == name);
        }

        return asked.Truth(key) is { } isKey ? figures.Where(row => row.IsKey == isKey) : figures;
    }
}
