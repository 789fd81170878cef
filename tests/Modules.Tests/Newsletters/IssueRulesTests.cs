using Concord.Foundation.Pages;
using Concord.Newsletters;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Subscribers;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>When a newsletter is due, and what belongs into it.</summary>
public sealed class IssueRulesTests
{
    [Theory]
    [InlineData(Rhythm.Daily, "2020-10-03T15:59:00Z", "2020-10-02T16:00:00Z")]
    [InlineData(Rhythm.Daily, "2020-10-03T16:00:00Z", "2020-10-03T16:00:00Z")]
    [InlineData(Rhythm.Weekly, "2020-10-04T15:59:00Z", "2020-09-27T16:00:00Z")]
    [InlineData(Rhythm.Weekly, "2020-10-04T16:00:00Z", "2020-10-04T16:00:00Z")]
    [InlineData(Rhythm.Weekly, "2020-10-10T23:00:00Z", "2020-10-04T16:00:00Z")]
    [InlineData(Rhythm.AtOnce, "2020-10-10T23:00:00Z", "2020-10-10T22:55:00Z")]
    public void A_newsletter_is_due_at_its_hour(Rhythm rhythm, string now, string due) =>
        IssueTimes.DueThrough(rhythm, Utc(now), new NewslettersOptions()).ShouldBe(Utc(due));

    [Fact]
    public void Every_day_has_one_newsletter_also_where_the_clock_is_changed()
    {
        var options = new NewslettersOptions { Zone = "Europe/Paris", Hour = 2 };
        var times = Enumerable
            .Range(0, 370 * 24 * 2)
            .Select(half => IssueTimes.DueThrough(Rhythm.Daily, Utc("2020-01-01T00:00:00Z").AddMinutes(half * 30), options))
            .Distinct()
            .ToList();
        times.ShouldBe(times.Order());
        times.Count.ShouldBe(371);
        times.Zip(times.Skip(1), (one, next) => (next - one).TotalHours).ShouldAllBe(hours => hours >= 22 && hours <= 26);
    }

    [Fact]
    public void A_document_belongs_to_topics_by_its_kind_and_its_efforts()
    {
        PublishedDocument Document(string kind, params IReadOnlyList<string> efforts) =>
            new()
            {
                Id = Guid.Empty,
                Kind = kind,
                Title = "T",
                Summary = "S",
                Path = "/",
                PublishedAt = default,
                SummaryOf = null,
                Efforts = efforts,
            };
        NewsletterTopics Topics(params IReadOnlyList<string> values) => NewsletterTopics.Choose(values, ["finance", "travel"]);

        NewsletterTopics.Everything.Contains(Document("digest")).ShouldBeTrue();
        Topics("statements").Contains(Document("story")).ShouldBeFalse();
        Topics("news").Contains(Document("statement")).ShouldBeFalse();
        Topics("news").Contains(Document("download")).ShouldBeTrue();
        Topics("effort:travel").Contains(Document("statement", "finance", "travel")).ShouldBeTrue();
        Topics("effort:travel").Contains(Document("statement", "finance")).ShouldBeFalse();
        Topics("effort:unknown").IsEverything.ShouldBeTrue();
        NewsletterTopics.Read(Topics("effort:travel", "statements").ToString()).Values.ShouldBe(["statements", "effort:travel"]);
    }

    private static DateTime Utc(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
