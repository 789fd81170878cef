using Concord.FeedReading;
using static Concord.Libraries.Tests.FeedReading.Reading;

namespace Concord.Libraries.Tests.FeedReading;

public sealed class JsonFeedTests
{
    [Fact]
    public void An_item_is_read_with_all_its_fields()
    {
        var feed = Read(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Envoy","home_page_url":"https://envoy.example/","language":"en",
             "next_url":"https://envoy.example/2.json","authors":[{"name":"Envoy's office"}],
             "items":[{"id":7,"url":"/7","title":"Seven","content_html":"<p>One<br>two</p>","date_published":"2020-10-22T12:00:00+01:00",
             "date_modified":"2020-10-23T12:00:00Z","tags":["Iraq","iraq"],"image":"/7.jpg",
             "attachments":[{"url":"/7.mp3","mime_type":"audio/mpeg","size_in_bytes":12,"title":"Spoken"}]},
             {"id":"8","content_text":"Plain\n\ntext <b>","author":{"name":"Somebody"},"language":"fr"}]}
            """
        );
        (feed.Format, feed.Version, feed.Title, feed.Next).ShouldBe(
            (FeedFormat.Json, "1.1", "Envoy", "https://envoy.example/2.json")
        );
        feed.Problems.ShouldBeEmpty();
        var (one, two) = (feed.Items[0], feed.Items[1]);
        (one.Id, one.Title, one.Link, one.Text, one.Author).ShouldBe(
            ("7", "Seven", "https://envoy.example/7", "One\ntwo", "Envoy's office")
        );
        one.Media.ShouldBe([
            new FeedMedia("https://envoy.example/7.jpg", "image/*", null, null),
            new FeedMedia("https://envoy.example/7.mp3", "audio/mpeg", 12, "Spoken"),
        ]);
        one.Tags.ShouldBe(["Iraq"]);
        (two.Text, two.Html, two.Author, two.Language).ShouldBe(("Plain\ntext <b>", null, "Somebody", "fr"));
    }

    [Fact]
    public void A_truncated_feed_keeps_its_complete_entries()
    {
        var feed = Read(
            """{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"a"},{"id":"2","content_text":"b"},{"id":"3","con"""
        );
        feed.Items.Select(item => item.Id).ShouldBe(["1", "2"]);
        feed.Problems.ShouldHaveSingleItem().What.ShouldContain("2 items");
    }

    [Theory]
    [InlineData(
        """{"version":"https://jsonfeed.org/version/1","items":[null,5,"x",{"id":null,"title":["no"],"tags":"no","authors":7,"url":{}}]}"""
    )]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","items":{"id":1}}""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"\ud800","title":"\ud800"}]}""")]
    [InlineData("""{"version":7,"items":[{"id":1}]}""")]
    public void Values_of_wrong_types_are_ignored(string text) => Read(text).Format.ShouldBe(FeedFormat.Json);

    [Theory]
    [InlineData("""{"hello":"world"}""")]
    [InlineData("{")]
    [InlineData("[1,2]")]
    public void Other_JSON_is_not_a_feed(string text)
    {
        var feed = Read(text);
        feed.IsRead.ShouldBeFalse();
        feed.Problems.ShouldNotBeEmpty();
    }
}
