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
    public void Failing_sources_back_off_with_jitter(int failures, int least, int most)
    {
        plan.WaitAfter(failures, wish: null, chance: 0).TotalMinutes.ShouldBe(least, tolerance: 0.01);
        plan.WaitAfter(failures, wish: null, chance: 1).TotalMinutes.ShouldBe(most, tolerance: 0.01);
    }

    [Fact]
    public void A_longer_interval_requested_by_the_source_is_respected()
    {
        plan.WaitAfter(0, TimeSpan.FromHours(2), chance: 0.5).ShouldBe(TimeSpan.FromHours(2));
        plan.WaitAfter(0, TimeSpan.FromSeconds(1), chance: 0.5).ShouldBe(TimeSpan.FromMinutes(10));
    }
}
