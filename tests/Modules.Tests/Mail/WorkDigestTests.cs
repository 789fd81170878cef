using System.Net;
using System.Text.RegularExpressions;
using Concord.Foundation;
using Concord.Mail.Digest;
using Concord.Mail.Sending;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Concord.Modules.Tests.Mail;

/// <summary>People who want it are told by mail what waits for them; a real SMTP server receives it.</summary>
public sealed partial class WorkDigestTests : IAsyncDisposable
{
    private const string Path = "/desk/en/account/mail";
    private const string Public = "https://concord.example";

    private readonly SmallPack pack = new();
    private readonly LocalMailServer server = new();

    // Thursday, 09:30 in Baghdad.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 11, 12, 6, 30, 0, TimeSpan.Zero));
    private readonly TestSite site;

    public WorkDigestTests() => site = Site(hasWorker: false);

    [Fact]
    public async Task A_clearer_is_told_once_a_day_how_much_waits_and_never_what()
    {
        await AskForClearanceAsync("secret-statement");
        var clearer = await JoinAsync("clearer");
        await ChooseAsync(clearer, "EveryDay", hour: "10");
        await ConfirmAsync(clearer);

        (await RunAsync()).ShouldBe(0);
        clock.Advance(TimeSpan.FromMinutes(30));
        (await RunAsync()).ShouldBe(1);
        (await RunAsync()).ShouldBe(0);
        clock.Advance(TimeSpan.FromHours(13));
        (await RunAsync()).ShouldBe(0);

        var message = server.Messages[^1];
        message.ShouldSatisfyAllConditions(
            mail => mail.To.ToString().ShouldBe("clearer@example.org"),
            mail => mail.From.Mailboxes.Single().Address.ShouldBe("workspace@example.org"),
            mail => mail.Subject.ShouldBe("Work that waits for you: 1"),
            mail => mail.TextBody!.ShouldContain("To clear: 1"),
            mail => mail.TextBody!.ReplaceLineEndings("\n").ShouldContain($"\n{Public}/desk/en\n"),
            mail => mail.HtmlBody!.ShouldContain("<li>To clear: 1</li>"),
            mail => mail.Headers["Auto-Submitted"].ShouldBe("auto-generated"),
            mail => mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click")
        );
        // Neither its title nor its address may travel.
        message.ToString().ShouldNotContain("secret", Case.Insensitive);

        clock.Advance(TimeSpan.FromHours(11));
        (await RunAsync()).ShouldBe(1);
        server.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_address_is_confirmed_and_a_new_address_is_confirmed_anew()
    {
        await AskForClearanceAsync("waiting");
        var clearer = await JoinAsync("clearer");
        await ChooseAsync(clearer, "EveryDay", hour: "0");
        var link = LinkIn(server.Messages.Single(), "mail/confirm");
        (await clearer.OpenAsync(Path)).Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("not confirmed yet");
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(0);

        // A program that follows the link confirms nothing.
        (await new DeskVisitor(site).OpenAsync(link)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RunAsync()).ShouldBe(0);
        (await new DeskVisitor(site).SubmitAsync(link, "main form")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RunAsync()).ShouldBe(1);

        await clearer.SignInAsync("clearer@example.org");
        await ChooseAsync(clearer, "EveryDay", hour: "0", address: "other@example.org");
        server.Messages[^1].To.ToString().ShouldBe("other@example.org");
        (await new DeskVisitor(site).SubmitAsync(link, "main form")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(0);
        await ConfirmAsync(clearer);
        (await RunAsync()).ShouldBe(1);
        server.Messages[^1].To.ToString().ShouldBe("other@example.org");
    }

    [Fact]
    public async Task The_days_are_those_of_the_persons_own_zone_and_language()
    {
        await AskForClearanceAsync("waiting");
        var clearer = await JoinAsync("clearer");
        await clearer.SubmitAsync(
            "/desk/ar/account/mail",
            "main form",
            ("days", "SundayToThursday"),
            ("hour", "8"),
            ("zone", "Asia/Baghdad")
        );
        await ConfirmAsync(clearer);
        (await RunAsync()).ShouldBe(0, "the hour was past when the person chose it");
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(0, "Friday");
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(0, "Saturday");
        clock.Advance(TimeSpan.FromHours(22));
        (await RunAsync()).ShouldBe(0, "Sunday, 07:30 in Baghdad");
        clock.Advance(TimeSpan.FromHours(1));
        (await RunAsync()).ShouldBe(1, "Sunday, 08:30 in Baghdad");
        var message = server.Messages[^1];
        message.Subject.ShouldStartWith("عمل ينتظرك");
        message.HtmlBody!.ShouldContain("dir=\"rtl\"");
        message.Body!.Headers["Content-Language"].ShouldBe("ar");
    }

    [Fact]
    public async Task Who_has_nothing_to_do_or_is_disabled_is_told_nothing()
    {
        var reader = await JoinAsync("reader");
        await ChooseAsync(reader, "EveryDay", hour: "0");
        await ConfirmAsync(reader);
        await AskForClearanceAsync("waiting");
        var clearer = await JoinAsync("clearer");
        await ChooseAsync(clearer, "EveryDay", hour: "0");
        await ConfirmAsync(clearer);
        var admin = await JoinAsync("administrator");
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(1);
        await admin.SignInAsync("administrator@example.org");
        var (_, people) = await admin.OpenAsync("/desk/en/people");
        var page = people
            .QuerySelectorAll("main a")
            .First(link => link.TextContent.Contains("clearer@", StringComparison.Ordinal))
            .GetAttribute("href")!;
        (await admin.SubmitAsync(page, "form[action*=Disable]")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        clock.Advance(TimeSpan.FromDays(1));

        (await RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_mail_program_stops_the_messages_by_one_post()
    {
        await AskForClearanceAsync("waiting");
        var clearer = await JoinAsync("clearer");
        await ChooseAsync(clearer, "EveryDay", hour: "0");
        await ConfirmAsync(clearer);
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(1);
        var stop = server.Messages[^1].Headers["List-Unsubscribe"]!.Trim('<', '>')[Public.Length..];
        (await new DeskVisitor(site).OpenAsync(stop)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var post = new HttpRequestMessage(HttpMethod.Post, stop)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]),
        };
        (await site.Client.SendAsync(post)).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(0);
        (await new DeskVisitor(site).SubmitAsync($"{stop}x", "main form")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_server_that_refuses_is_tried_again_and_the_page_says_so()
    {
        await AskForClearanceAsync("waiting");
        var clearer = await JoinAsync("clearer");
        server.IsRefusing = true;
        var (answer, page) = await ChooseAsync(clearer, "EveryDay", hour: "0");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("did not accept");
        server.IsRefusing = false;
        await ChooseAsync(clearer, "EveryDay", hour: "0");
        await ConfirmAsync(clearer);
        clock.Advance(TimeSpan.FromDays(1));

        server.IsRefusing = true;
        await Should.ThrowAsync<MailException>(RunAsync);
        server.IsRefusing = false;
        (await RunAsync()).ShouldBe(1);
        (await RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_nodes_that_look_at_the_same_moment_send_one_message()
    {
        await AskForClearanceAsync("waiting");
        var clearer = await JoinAsync("clearer");
        await ChooseAsync(clearer, "EveryDay", hour: "0");
        await ConfirmAsync(clearer);
        clock.Advance(TimeSpan.FromDays(1));

        // Both have read who is due before either takes the day.
        using var both = new Barrier(2);
        var time = new MeetingTime(clock, both);
        var sent = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => RunAsync(time))));

        sent.Sum().ShouldBe(1);
    }

    [Theory]
    [InlineData("EveryDay", "nobody", "8", "UTC", "not a mail address")]
    [InlineData("EveryDay", "a@b.example\r\nBcc: c@d.example", "8", "UTC", "not a mail address")]
    [InlineData("EveryDay", "Name <a@b.example>", "8", "UTC", "not a mail address")]
    [InlineData("EveryDay", "a@b.example, c@d.example", "8", "UTC", "not a mail address")]
    [InlineData("EveryDay", "a@b.example", "24", "UTC", "Choose the days")]
    [InlineData("EveryDay", "a@b.example", "8", "Mars/Base", "Choose the days")]
    public async Task A_choice_that_makes_no_sense_is_refused(
        string days,
        string address,
        string hour,
        string zone,
        string message
    )
    {
        var clearer = await JoinAsync("clearer");
        var (answer, page) = await clearer.SubmitAsync(
            Path,
            "main form",
            ("days", days),
            ("address", address),
            ("hour", hour),
            ("zone", zone)
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(message);
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_program_sends_it_by_itself_and_goes_on_after_a_failure()
    {
        await using var working = Site(hasWorker: true);
        await AskForClearanceAsync("waiting", working);
        var clearer = await DeskVisitor.JoinedAsync(working, "clearer@example.org", ["clearer"], clock);
        await ChooseAsync(clearer, "EveryDay", hour: "0");
        await clearer.SubmitAsync(LinkIn(server.Messages[^1], "mail/confirm"), "main form");
        server.IsRefusing = true;
        clock.Advance(TimeSpan.FromDays(1));
        await Task.Delay(500);
        server.IsRefusing = false;

        for (var wait = 0; server.Messages.Count < 2; wait++)
        {
            wait.ShouldBeLessThan(100);
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(100);
        }

        server.Messages[^1].Subject.ShouldBe("Work that waits for you: 1");
    }

    [Fact]
    public async Task Without_a_mail_server_the_page_says_so()
    {
        await using var silent = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );
        var reader = await DeskVisitor.JoinedAsync(silent, "reader@example.org", ["reader"]);
        var (_, page) = await reader.OpenAsync(Path);
        page.QuerySelector("main")!.TextContent.ShouldContain("no mail server");
        page.QuerySelector("main form").ShouldBeNull();
    }

    [Fact]
    public void A_time_that_the_clock_skips_or_shows_twice_sends_once()
    {
        var digest = new WorkDigest
        {
            AccountId = Guid.Empty,
            Address = "",
            Days = DigestDays.EveryDay,
            Hour = 2,
            Zone = "Europe/Paris",
            Language = "fr",
        };
        // 29 March 2020: from 02:00 the clock shows 03:00; 25 October 2020: 02:00 comes twice.
        foreach (var day in (DateOnly[])[new(2020, 3, 29), new(2020, 10, 25)])
        {
            var due = Enumerable
                .Range(-2 * 60, 26 * 60)
                .Select(minute => new DateTimeOffset(day, default, TimeSpan.Zero).AddMinutes(minute))
                .Count(now =>
                {
                    if (DigestSchedule.DueFor(digest, now) != day)
                    {
                        return false;
                    }

                    digest.DoneFor = day;
                    return true;
                });
            due.ShouldBe(1, $"{day}");
        }

        digest.Zone = "Mars/Base";
        DigestSchedule.DueFor(digest, new DateTimeOffset(2021, 1, 1, 12, 0, 0, TimeSpan.Zero)).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await server.DisposeAsync();
        pack.Dispose();
    }

    private TestSite Site(bool hasWorker) =>
        new(
            pack.Path,
            clock,
            settings: new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10000",
                ["Concord:PublicAddress"] = Public,
                ["Concord:Mail:Host"] = "127.0.0.1",
                ["Concord:Mail:Port"] = $"{server.Port}",
                ["Concord:Mail:Security"] = "None",
                ["Concord:Mail:From"] = "workspace@example.org",
            },
            // The tests do its work themselves, at the moments they choose.
            services =>
            {
                if (!hasWorker)
                {
                    services.Remove(services.Single(service => service.ImplementationType == typeof(DigestWorker)));
                }
            }
        );

    private Task<DeskVisitor> JoinAsync(string role) => DeskVisitor.JoinedAsync(site, $"{role}@example.org", [role], clock);

    private static Task<(HttpResponseMessage Answer, AngleSharp.Html.Dom.IHtmlDocument Page)> ChooseAsync(
        DeskVisitor visitor,
        string days,
        string hour,
        string? address = null
    ) =>
        visitor.SubmitAsync(
            Path,
            "main form",
            [("days", days), ("hour", hour), ("zone", "Asia/Baghdad"), .. address is null ? [] : new[] { ("address", address) }]
        );

    private async Task ConfirmAsync(DeskVisitor visitor) =>
        (await visitor.SubmitAsync(LinkIn(server.Messages[^1], "mail/confirm"), "main form")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

    private static string LinkIn(MimeMessage message, string part) =>
        Link().Matches(message.TextBody!).Single(link => link.Value.Contains(part, StringComparison.Ordinal)).Value[
            Public.Length..
        ];

    private async Task<int> RunAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SendDigests>().RunAsync(default);
    }

    private async Task<int> RunAsync(TimeProvider time)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<SendDigests>(scope.ServiceProvider, time).RunAsync(default);
    }

    private async Task AskForClearanceAsync(string slug, TestSite? where = null)
    {
        await using var scope = (where ?? site).Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var actor = Actor.System("test");
        await services
            .GetRequiredService<SaveDraft>()
            .RunAsync(new Draft(slug, "en", "A secret title", "S.", "B.") { Kind = "story" }, actor, default);
        (await services.GetRequiredService<RequestClearance>().RunAsync(slug, "en", actor, default)).Code.ShouldBe(
            NewsroomCode.Done
        );
    }

    /// <summary>Tells the time once all who ask for it do.</summary>
    private sealed class MeetingTime(TimeProvider time, Barrier all) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            all.SignalAndWait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
            return time.GetUtcNow();
        }
    }

    [GeneratedRegex(@"https://concord\.example\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
