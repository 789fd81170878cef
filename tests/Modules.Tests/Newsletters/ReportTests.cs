using System.Globalization;
using System.Text;
using Concord.Foundation.Storage;
using Concord.Mail;
using Concord.Mail.Reports;
using Concord.Mail.Sending;
using Concord.Modules.Tests.Cli;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Reports;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static Concord.Modules.Tests.Newsletters.SampleReports;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>What other servers report of messages that could not be delivered or were not wanted.</summary>
public sealed class ReportTests : IAsyncDisposable
{
    private const string Reader = "reader@example.net";

    private readonly NewsletterSite site = new(("Concord:Newsletters:BounceAddress", "bounces@example.org"));

    [Fact]
    public async Task A_mailbox_that_does_not_exist_ends_its_subscription()
    {
        var envelope = await SendOneAsync();

        (await UseAsync(Bounce(envelope, "5.1.1"))).ShouldBeTrue();

        (await site.SubscribersAsync()).ShouldBeEmpty();
        var delivery = (await site.DeliveriesAsync())[^1];
        (delivery.State, delivery.Status).ShouldBe((DeliveryState.Failed, "5.1.1"));
    }

    [Fact]
    public async Task A_report_counts_once_and_one_failure_ends_nothing()
    {
        var envelope = await SendOneAsync();
        (await UseAsync(Bounce(envelope, "5.2.2"))).ShouldBeTrue();
        (await UseAsync(Bounce(envelope, "5.2.2"))).ShouldBeTrue();
        (await site.SubscribersAsync()).ShouldHaveSingleItem().Failures.ShouldBe(1);
    }

    [Fact]
    public async Task Failures_over_some_weeks_end_a_subscription()
    {
        await SubscribeAsync();
        site.Clock.Advance(TimeSpan.FromDays(15));
        for (var number = 1; number <= 5; number++)
        {
            (await site.SubscribersAsync()).ShouldHaveSingleItem();
            await UseAsync(Bounce(await ReleaseAndSendAsync($"text-{number}"), "5.2.2"));
        }

        (await site.SubscribersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delay_is_no_failure()
    {
        var envelope = await SendOneAsync();
        (await UseAsync(Bounce(envelope, "4.4.1", "delayed"))).ShouldBeTrue();
        (await site.SubscribersAsync()).ShouldHaveSingleItem().Failures.ShouldBe(0);
        (await site.DeliveriesAsync())[^1].State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task After_a_complaint_nothing_is_sent_for_months_whoever_asks()
    {
        await SendOneAsync();
        var messageId = site.LastTo(Reader).MessageId!;

        (await UseAsync(Complaint(messageId))).ShouldBeTrue();

        (await site.SubscribersAsync()).ShouldBeEmpty();
        await site.AskAsync(Reader);
        (await site.SendAsync()).ShouldBe(0);
        site.Clock.Advance(TimeSpan.FromDays(91));
        await site.AskAsync(Reader);
        (await site.SendAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_letter_of_a_server_in_its_own_words_is_a_failure_and_a_notice_of_absence_is_not()
    {
        var envelope = await SendOneAsync();
        var absent = Plain(envelope, "colleague@example.net", "Auto-Submitted: auto-replied\r\n", "I am away.");
        (await UseAsync(absent)).ShouldBeFalse();
        (await UseAsync(Plain(envelope, Reader, "", "Thank you!"))).ShouldBeFalse();
        (await site.SubscribersAsync()).ShouldHaveSingleItem().Failures.ShouldBe(0);

        (
            await UseAsync(Plain(envelope, "MAILER-DAEMON@mx.example.net", "", "Hi. This is the qmail-send program."))
        ).ShouldBeTrue();

        (await site.SubscribersAsync()).ShouldHaveSingleItem().Failures.ShouldBe(1);
    }

    [Fact]
    public async Task A_report_that_names_no_message_of_ours_changes_nothing()
    {
        var envelope = await SendOneAsync();
        var at = envelope.IndexOf('@', StringComparison.Ordinal);
        var forged = $"bounces+{Guid.NewGuid():N}{envelope[(at - 16)..at]}@example.org";
        (await UseAsync(Bounce(forged, "5.1.1"))).ShouldBeFalse();
        (await UseAsync(Bounce("bounces@example.org", "5.1.1"))).ShouldBeFalse();
        (await UseAsync(Complaint($"{Guid.NewGuid():N}{new string('0', 16)}@concord.example"))).ShouldBeFalse();
        (await site.SubscribersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_returned_headers_alone_name_the_message()
    {
        await SendOneAsync();
        (await UseAsync(Bounce("postmaster@example.org", "5.1.1", messageId: site.LastTo(Reader).MessageId!))).ShouldBeTrue();
        (await site.SubscribersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Damaged_and_hostile_messages_are_refused_or_read_and_nothing_else()
    {
        var good = Encoding.ASCII.GetBytes(Bounce("bounces+x@example.org", "5.1.1", messageId: "a@b"));
        foreach (var damaged in Fuzz.Damaged(good, 2_000))
        {
            try
            {
                (await ReadAsync(damaged)).Names.Count.ShouldBeLessThanOrEqualTo(50);
            }
            catch (InvalidDataException)
            {
                // Refused.
            }
        }

        await Should.ThrowAsync<InvalidDataException>(() => ReadAsync([]));
        await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(new byte[ReadReport.MaxLength + 1]));
        var nested = new StringBuilder("From: mailer-daemon@example.net\r\n");
        for (var level = 0; level < 2_000; level++)
        {
            nested.Append(
                CultureInfo.InvariantCulture,
                $"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"
            );
        }

        (await ReadAsync(Encoding.ASCII.GetBytes(nested.ToString()))).Kind.ShouldBe(MailReportKind.Failed);
        var many = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"Delivered-To: {number}@example.org\r\n"));
        (await ReadAsync(Encoding.ASCII.GetBytes($"{many}\r\n\r\nx"))).Names.Count.ShouldBe(50);
        var groups = string.Concat(Enumerable.Range(0, 20_000).Select(_ => "Action: failed\r\nStatus: 5.1.1\r\n\r\n"));
        (await ReadAsync(Encoding.ASCII.GetBytes(Report("delivery-status", groups, "x@example.org", "")))).Status.ShouldBe(
            "5.1.1"
        );
    }

    [Fact]
    public async Task A_mailbox_is_read_by_pop3_and_keeps_what_is_no_report_of_ours()
    {
        var envelope = await SendOneAsync();
        await using var mailbox = new LocalMailbox();
        mailbox.Messages["one"] = Encoding.ASCII.GetBytes(Bounce(envelope, "5.1.1"));
        mailbox.Messages["letter"] = Encoding.ASCII.GetBytes(Plain("bounces@example.org", Reader, "", ".Hello"));
        mailbox.Messages["large"] = Encoding.ASCII.GetBytes(new string('x', ReadReport.MaxLength + 10));
        var reports = Mailbox(mailbox.Port);

        mailbox.BreaksAtEnd = true;
        // Used, but not deleted: it is read again and counts once.
        await reports.ReadAsync(UseAsync, TestContext.Current.CancellationToken);
        mailbox.Messages.Count.ShouldBe(3);
        mailbox.BreaksAtEnd = false;
        (await reports.ReadAsync(UseAsync, TestContext.Current.CancellationToken)).ShouldBe(1);

        mailbox.Messages.Keys.ShouldBe(["letter", "large"], ignoreOrder: true);
        (await site.SubscribersAsync()).ShouldBeEmpty();
        var fetched = mailbox.Fetched;
        (await reports.ReadAsync(UseAsync, TestContext.Current.CancellationToken)).ShouldBe(0);
        mailbox.Fetched.ShouldBe(fetched, "what is left is not read again");
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_opened_says_why()
    {
        await using var mailbox = new LocalMailbox();
        var wrong = Mailbox(mailbox.Port, "other");
        (await Should.ThrowAsync<MailException>(() => wrong.ReadAsync(UseAsync, default))).Message.ShouldNotContain("other");
        await mailbox.StopAsync();
        await Should.ThrowAsync<MailException>(() => Mailbox(mailbox.Port).ReadAsync(UseAsync, default));
    }

    [Fact]
    public async Task A_mail_server_passes_reports_on_to_the_command_line()
    {
        var envelope = await SendOneAsync();
        using var folder = new TemporaryFolder();
        folder.Write("report.eml", Bounce(envelope, "5.1.1"));
        folder.Write("letter.eml", Plain(envelope, Reader, "", "Hello"));
        folder.Write("empty.eml", "");
        string File(string name) => Path.Combine(folder.Path, name);
        var storage = new StorageSettings(site.Site.DataDirectory, null);

        var status = await CommandLine.RunAsync(storage, "newsletter", "status");
        status.Output.ShouldStartWith("Readers: 1, not confirmed: 0");
        var run = await CommandLine.RunAsync(storage, "newsletter", "report", File("report.eml"), File("letter.eml"));

        run.Code.ShouldBe(0, run.Errors);
        run.Output.ReplaceLineEndings("\n")
            .ShouldBe("report.eml: used.\nletter.eml: no report about a message of this site; ignored.");
        (await site.SubscribersAsync()).ShouldBeEmpty();
        run = await CommandLine.RunAsync(storage, "newsletter", "report", File("empty.eml"));
        run.Code.ShouldBe(1);
        run.Errors.ShouldStartWith("empty.eml: This is no mail message");
        (await CommandLine.RunAsync(storage, "newsletter", "remove", Reader)).Code.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static ReportMailbox Mailbox(int port, string password = "secret")
    {
        var options = new MailOptions();
        options.Reports.Host = "127.0.0.1";
        options.Reports.Port = port;
        options.Reports.Security = MailSecurity.None;
        options.Reports.User = "bounces";
        options.Reports.Password = password;
        return new ReportMailbox(options);
    }

    private static async Task<MailReport> ReadAsync(byte[] message)
    {
        using var stream = new MemoryStream(message);
        return await ReadReport.FromAsync(stream, TestContext.Current.CancellationToken);
    }

    private async Task<bool> UseAsync(string message) => await UseAsync(await ReadAsync(Encoding.ASCII.GetBytes(message)));

    private Task<bool> UseAsync(MailReport report) =>
        site.WithAsync(services => services.GetRequiredService<ApplyReport>().RunAsync(report, default));

    private async Task SubscribeAsync()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        await site.SendAsync();
    }

    private async Task<string> SendOneAsync()
    {
        await SubscribeAsync();
        return await ReleaseAndSendAsync("first");
    }

    /// <returns>The address to which reports go.</returns>
    private async Task<string> ReleaseAndSendAsync(string slug)
    {
        await site.ReleaseAsync(slug, $"Title of {slug}");
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        (await site.SendAsync()).ShouldBe(1);
        return site.Server.Envelopes[^1];
    }
}
