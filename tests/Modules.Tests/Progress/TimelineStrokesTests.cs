using Concord.Foundation.Languages;
using Concord.Progress.Record;

namespace Concord.Modules.Tests.Progress;

public sealed class TimelineStrokesTests
{
    [Fact]
    public void Strokes_stand_by_their_dates_and_step_down_where_they_are_close()
    {
        var strokes = TimelineStrokes.Place([Event(2014, 9), Event(2015, 1), Event(2016, 2), Event(2020, 6)]);

        strokes.Select(stroke => stroke.Place).ShouldBe([0, 3, 12, 50]);
        strokes.Select(stroke => stroke.Step).ShouldBe([0, 1, 2, 0]);
    }

    [Fact]
    public void One_event_alone_stands_at_the_beginning() =>
        TimelineStrokes
            .Place([Event(2014, 9)])
            .Single()
            .ShouldSatisfyAllConditions(stroke => stroke.Place.ShouldBe(0), stroke => stroke.Step.ShouldBe(0));

    private static Event Event(int year, int month) =>
        new()
        {
            Slug = $"{year}-{month}",
            On = new DateOnly(year, month, 1),
            Known = DatePrecision.Day,
            Phase = "x",
            SourceDigest = "",
        };
}
