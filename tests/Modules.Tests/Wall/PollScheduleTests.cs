using Concord.Wall.Ingestion;

namespace Concord.Modules.Tests.Wall;

public sealed class PollScheduleTests
{
    private readonly PollSchedule plan = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(24));

    [Theory]
    [InlineData(0, 9, 11)]
    [InlineData(1, 18, 22)]
    [InlineData(3, 72, 88)]
    [InlineData(8, 1296, 1584)]
    [InlineData(1000, 1296, 1584)]
    public void A_source_that_fails_is_asked_more_and_more_rarely_and_none_at_the_same_time(int failures, int least, int most)
    {
        plan.WaitAfter(failures, wish: null, chance: 0).TotalMinutes.ShouldBe(least, tolerance: 0.01);
        plan.WaitAfter(failures, wish: null, chance: 1).TotalMinutes.ShouldBe(most, tolerance: 0.01);
    }

    [Fact]
    public void What_a_source_wishes_is_kept_where_it_is_longer()
    {
        plan.WaitAfter(0, TimeSpan.FromHours(2), chance: 0.5).ShouldBe(TimeSpan.FromHours(2));
        plan.WaitAfter(0, TimeSpan.FromSeconds(1), chance: 0.5).ShouldBe(TimeSpan.FromMinutes(10));
    }
}
