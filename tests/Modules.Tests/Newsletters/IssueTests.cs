using System.Net;
using Concord.Foundation;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Issues;
using Concord.Newsroom.Commands;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>What is released reaches readers in their language, rhythm and topics, once.</summary>
public sealed class IssueTests : IAsyncDisposable
{
    private const string Reader = "reader@example.net";

    private readonly NewsletterSite site = new();

    [Fact]
    public async Task A_text_is_sent_once_after_it_has_been_public_for_the_delay()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        (await site.SendAsync()).ShouldBe(0, "what was public before is not sent");
        await site.ReleaseAsync("new-school", "A new school");

        (await site.SendAsync()).ShouldBe(0);
        site.Clock.Advance(TimeSpan.FromMinutes(4));
        (await site.SendAsync()).ShouldBe(0);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        (await site.SendAsync()).ShouldBe(1);
        site.Clock.Advance(TimeSpan.FromDays(1));
        (await site.SendAsync()).ShouldBe(0);

        var message = site.LastTo(Reader);
        message.ShouldSatisfyAllConditions(
            mail => mail.Subject.ShouldBe("A new school"),
            mail => mail.From.Mailboxes.Single().Address.ShouldBe("news@example.org"),
            mail => mail.Headers["List-Id"].ShouldBe("<newsletter-atonce.en.concord.example>"),
            mail => mail.Headers["Auto-Submitted"].ShouldBe("auto-generated"),
            mail => mail.TextBody!.ShouldContain("News · 3 October 2020"),
            mail => mail.TextBody!.ShouldContain("Summary of A new school."),
            mail => mail.TextBody!.ShouldContain($"{NewsletterSite.Public}/en/news/new-school"),
            mail => mail.HtmlBody!.ShouldContain($"href=\"{NewsletterSite.Public}/en/news/new-school\"")
        );
    }

    [Fact]
    public async Task A_correction_is_not_sent_again_and_a_translation_goes_to_its_own_readers()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        await site.SubscribeAsync("arabic@example.net", "ar", ("Rhythm", "AtOnce"));
        await site.SendAsync();
        await site.ReleaseAsync("school", "A school");
        await site.SendAsync();
        (await LaterAsync(minutes: 6)).ShouldBe(1);
        await site.ReleaseAsync("school", "A new school");
        (await LaterAsync(minutes: 6)).ShouldBe(0);

        await site.ReleaseAsync("school", "مدرسة", "ar");
        await site.SendAsync();
        (await LaterAsync(minutes: 6)).ShouldBe(1);

        site.LastTo("arabic@example.net").Subject.ShouldBe("مدرسة");
        site.To(Reader).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_daily_and_a_weekly_newsletter_hold_what_came_since_the_last()
    {
        // 09:00 UTC on a Saturday; newsletters at 16:00, the weekly one on Sunday.
        await site.SubscribeAsync("daily@example.net", "en", ("Rhythm", "Daily"));
        await site.SubscribeAsync("weekly@example.net", "en", ("Rhythm", "Weekly"));
        await site.SendAsync();
        await site.ReleaseAsync("one-more", "One more");
        await site.SendAsync();
        (await LaterAsync(hours: 6)).ShouldBe(0, "15:00");
        await site.ReleaseAsync("second", "Second");
        await site.SendAsync();

        (await LaterAsync(hours: 1)).ShouldBe(1, "16:00");
        var daily = site.LastTo("daily@example.net");
        daily.Subject.ShouldBe("Second, and 1 more text");
        daily.TextBody!.ShouldContain("News of 3 October 2020");
        daily
            .TextBody!.IndexOf("Second", StringComparison.Ordinal)
            .ShouldBeLessThan(daily.TextBody!.IndexOf("One more", StringComparison.Ordinal));
        (await LaterAsync(hours: 12)).ShouldBe(0);
        await site.ReleaseAsync("third", "Third");
        await site.SendAsync();
        (await LaterAsync(hours: 12)).ShouldBe(2, "16:00 on Sunday");
        site.LastTo("daily@example.net").Subject.ShouldBe("Third");
        site.LastTo("weekly@example.net").Subject.ShouldBe("Third, and 2 more texts");
        (await LaterAsync(hours: 24)).ShouldBe(0, "a day without news");
    }

    [Fact]
    public async Task Topics_choose_the_texts_and_whether_there_is_a_message_at_all()
    {
        site.Pack.Document("stabilisation", "kind: effort\ndate: 2019-01-01", "Stabilisation", "Body.");
        site.Pack.Document("water", "kind: story\ndate: 2020-10-03T12:00:00Z\nefforts: [stabilisation]", "Water", "Body.");
        site.Pack.Document(
            "joint",
            "kind: statement\nspeaker: all-members\ndate: 2020-10-03T13:00:00Z",
            "Joint statement",
            "Body."
        );
        await site.SubscribeAsync("all@example.net", "en");
        await site.SubscribeAsync("statements@example.net", "en", ("Topics", "statements"));
        await site.SubscribeAsync("effort@example.net", "en", ("Topics", "effort:stabilisation"));
        await site.SendAsync();
        await LaterAsync(hours: 5);
        (await LaterAsync(hours: 2)).ShouldBe(3);

        site.LastTo("all@example.net").Subject.ShouldBe("Joint statement, and 1 more text");
        site.LastTo("statements@example.net").Subject.ShouldBe("Joint statement");
        site.LastTo("effort@example.net").Subject.ShouldBe("Water");
        await site.ReleaseAsync("other", "Other");
        await site.SendAsync();
        (await LaterAsync(hours: 24)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_withdrawn_before_it_is_sent_is_not_sent()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        await site.SubscribeAsync("daily@example.net", "en", ("Rhythm", "Daily"));
        await site.SendAsync();
        await site.ReleaseAsync("wrong", "Wrong");
        await site.ReleaseAsync("right", "Right");
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await site.WithAsync(services => services.GetRequiredService<ComposeIssues>().RunAsync(default));
        await site.WithAsync(services => services.GetRequiredService<FillIssues>().RunAsync(default));
        (
            await site.WithAsync(services =>
                services
                    .GetRequiredService<Withdraw>()
                    .RunAsync(
                        "wrong",
                        "en",
                        new Dictionary<string, string> { ["en"] = "Not ours." },
                        null,
                        Actor.System("test"),
                        default
                    )
            )
        ).IsDone.ShouldBeTrue();

        (await site.SendAsync()).ShouldBe(1);
        site.LastTo(Reader).Subject.ShouldBe("Right");
        (await site.DeliveriesAsync()).Count(delivery => delivery.State == DeliveryState.Dropped).ShouldBe(1);
        (await LaterAsync(hours: 7)).ShouldBe(1);
        site.LastTo("daily@example.net").Subject.ShouldBe("Right");
    }

    [Fact]
    public async Task An_archive_that_is_entered_later_and_what_an_absence_missed_are_not_sent()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        await site.SendAsync();
        (
            await site.WithAsync(services =>
                services
                    .GetRequiredService<SaveDraft>()
                    .RunAsync(
                        new Draft("old", "en", "Old", "S.", "B.")
                        {
                            Kind = "story",
                            PublishedAt = new DateTime(2019, 5, 1, 0, 0, 0, DateTimeKind.Utc),
                        },
                        Actor.System("test"),
                        default
                    )
            )
        ).IsDone.ShouldBeTrue();
        await site.WithAsync(services =>
            services.GetRequiredService<Release>().RunAsync("old", null, null, Actor.System("test"), default)
        );
        await site.SendAsync();
        (await LaterAsync(minutes: 6)).ShouldBe(0);

        await site.ReleaseAsync("missed", "Missed");
        (await LaterAsync(hours: 50)).ShouldBe(0);
        (await LaterAsync(minutes: 6)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_confirms_after_a_newsletter_was_made_gets_the_next()
    {
        await site.SendAsync();
        await site.ReleaseAsync("first", "First");
        await site.SendAsync();
        await LaterAsync(minutes: 6);
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        (await LaterAsync(minutes: 6)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_confirms_while_a_newsletter_is_put_into_the_queue_gets_the_next()
    {
        await site.AskAsync(Reader, "en", ("Rhythm", "AtOnce"));
        await site.SendAsync();
        await site.ReleaseAsync("first", "First");
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await site.WithAsync(services => services.GetRequiredService<ComposeIssues>().RunAsync(default));
        site.Clock.Advance(TimeSpan.FromSeconds(1));

        await site.PressAsync(NewsletterSite.LinkIn(site.LastTo(Reader), "/confirm/"));

        (await site.SendAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task One_post_of_a_mail_program_ends_the_subscription_and_what_waits()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        await site.SendAsync();
        await site.ReleaseAsync("first", "First");
        await site.SendAsync();
        await LaterAsync(minutes: 6);
        var message = site.LastTo(Reader);
        message.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        var address = message.Headers["List-Unsubscribe"]!.Trim('<', '>');
        address.ShouldStartWith($"{NewsletterSite.Public}/en/newsletter/stop/");
        await site.ReleaseAsync("second", "Second");
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await site.WithAsync(services => services.GetRequiredService<ComposeIssues>().RunAsync(default));
        await site.WithAsync(services => services.GetRequiredService<FillIssues>().RunAsync(default));
        (await site.DeliveriesAsync()).Count(delivery => delivery.State == DeliveryState.Queued).ShouldBe(1);

        var path = address[NewsletterSite.Public.Length..];
        (await site.Site.OpenAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.SubscribersAsync()).ShouldHaveSingleItem("opening it ends nothing");
        var answer = await site.Site.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]),
            }
        );

        answer.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.SubscribersAsync()).ShouldBeEmpty();
        (await site.SendAsync()).ShouldBe(0);
        site.To(Reader).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_arabic_message_reads_from_the_right_and_loads_nothing()
    {
        await site.SubscribeAsync(Reader, "ar", ("Rhythm", "AtOnce"));
        await site.SendAsync();
        await site.ReleaseAsync("water", "مياه نظيفة لخمسة أحياء & <أكثر>", "ar");
        await site.SendAsync();
        await LaterAsync(minutes: 6);

        var message = site.LastTo(Reader);
        message.Subject.ShouldBe("مياه نظيفة لخمسة أحياء & <أكثر>");
        message.Body!.Headers["Content-Language"].ShouldBe("ar");
        var parts = message.Body.ShouldBeOfType<MultipartAlternative>();
        parts.Select(part => part.ContentType.MimeType).ShouldBe(["text/plain", "text/html"], "the last is the one shown");
        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(message.HtmlBody!);
        html.DocumentElement.GetAttribute("dir").ShouldBe("rtl");
        // Outlook takes the direction and the side from attributes.
        html.QuerySelectorAll("table[dir=rtl] td")
            .ShouldAllBe(cell => cell.GetAttribute("align") == "right" || cell.TextContent.Length == 0);
        html.QuerySelector("h2")!.TextContent.ShouldBe("مياه نظيفة لخمسة أحياء & <أكثر>");
        html.QuerySelectorAll("img,script,link,iframe,object,style,form,[background],[src]").ShouldBeEmpty();
        html.QuerySelectorAll("a[href]")
            .ShouldAllBe(link => link.GetAttribute("href")!.StartsWith($"{NewsletterSite.Public}/ar/"));
        message.HtmlBody!.ShouldNotContain("url(");
        // Whatever program shows only the text has the links too.
        foreach (var link in html.QuerySelectorAll("a[href]"))
        {
            message.TextBody!.ShouldContain(link.GetAttribute("href")!);
        }
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<int> LaterAsync(int minutes = 0, int hours = 0)
    {
        site.Clock.Advance(new TimeSpan(hours, minutes, 0));
        return site.SendAsync();
    }
}
