using Concord.Foundation.Languages;
using Concord.Progress.Record;

namespace Concord.Modules.Tests.Progress;

public sealed class TimelineStrokesTests
{
    [Fact]
    public void Strokes_are_placed_by_date_and_staggered_where_close()
    {
        var strokes = TimelineStrokes.Place([Event(2014, 9), Event(2015, 1), Event(2016, 2), Event(2020, 6)]);

        strokes.Select(stroke => stroke.Place).ShouldBe([0, 3, 12, 50]);
        strokes.Select(stroke => stroke.Step).ShouldBe([0, 1, 2, 0]);
    }

    [Fact]
    public void A_single_event_is_placed_at_the_start() =>
        TimelineStrokes
            .Place([Event(2014, 9)])
            .Single()
            .ShouldSatisfyAllConditions(stroke => stroke.Place.ShouldBe(0), stroke => stroke.Step.ShouldBe(0));

    [Fact]
    public void Years_use_the_same_scale_as_the_strokes()
    {
        var years = TimelineStrokes.Years([Event(2014, 9), Event(2016, 1), Event(2017, 1)]);

        years.Select(mark => mark.Year).ShouldBe([2015, 2016, 2017]);
        years[1].Place.ShouldBe(TimelineStrokes.Place([Event(2014, 9), Event(2016, 1), Event(2017, 1)])[1].Place);
        years[^1].Place.ShouldBe(50);
    }

    [Fact]
    public void Events_of_one_year_have_no_year_mark() =>
        TimelineStrokes.Years([Event(2014, 9), Event(2014, 10)]).ShouldBeEmpty();

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
