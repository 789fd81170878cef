namespace Concord.Progress.Record;

/// <summary>
/// Positions of the events of the short timeline: pure. The axis has 60 places; strokes that are close together get lower one
/// after the other, so that each label has room beside its stroke.
/// </summary>
internal static class TimelineStrokes
{
    private const int Places = 60;

    /// <summary>Places that a label takes beside its stroke.</summary>
    private const int LabelPlaces = 10;

    private const int Steps = 4;

    /// <param name="events">Oldest first.</param>
    public static List<Stroke> Place(IReadOnlyList<Event> events)
    {
        var strokes = new List<Stroke>();
        foreach (var row in events)
        {
            var place = PlaceOf(row.On, events);
            var near = strokes.Count > 0 && place - strokes[^1].Place < LabelPlaces;
            strokes.Add(new Stroke(row, place, near ? (strokes[^1].Step + 1) % Steps : 0));
        }

        return strokes;
    }

    /// <summary>Positions of the first of January of each year on the axis.</summary>
    /// <param name="events">Oldest first; the ones that <see cref="Place"/> was given.</param>
    public static List<YearMark> Years(IReadOnlyList<Event> events) =>
        [
            .. Enumerable
                .Range(events[0].On.Year + 1, events[^1].On.Year - events[0].On.Year)
                .Select(year => new YearMark(year, PlaceOf(new DateOnly(year, 1, 1), events))),
        ];

    private static int PlaceOf(DateOnly day, IReadOnlyList<Event> events)
    {
        var (first, last) = (events[0].On.DayNumber, events[^1].On.DayNumber);
        var span = Math.Max(1, last - first);
        return (int)Math.Round((double)(day.DayNumber - first) / span * (Places - LabelPlaces));
    }
}

/// <param name="Place">From 0 to 60, along the axis.</param>
/// <param name="Step">0 for the tallest, 3 for the lowest.</param>
internal sealed record Stroke(Event Event, int Place, int Step);

/// <param name="Place">From 0 to 60, along the axis.</param>
internal sealed record YearMark(int Year, int Place);

/// <summary>The short timeline: its strokes and years.</summary>
internal sealed record ShortTimeline(IReadOnlyList<Stroke> Strokes, IReadOnlyList<YearMark> Years);
