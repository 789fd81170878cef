using Concord.Foundation.Storage;
using Concord.Mail.Sending;
using Concord.Modules.Tests.Mail;
using Concord.Newsletters;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Storage;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmtpServer.Protocol;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>A newsletter reaches a person at most once, and none is lost without a trace, whatever breaks.</summary>
public sealed class DeliveryTests : IAsyncDisposable
{
    private const string Reader = "reader@example.net";

    private readonly NewsletterSite site = new(("Concord:Newsletters:BounceAddress", "bounces@example.org"));

    [Fact]
    public async Task Two_senders_never_hold_the_same_message()
    {
        await QueueAsync();

        var first = await TakeAsync();
        (await TakeAsync()).ShouldBeEmpty();
        first.ShouldHaveSingleItem();

        // The first one fell asleep for longer than it may hold a message.
        site.Clock.Advance(TimeSpan.FromMinutes(3));
        var second = await TakeAsync();
        second.ShouldHaveSingleItem().Id.ShouldBe(first[0].Id);
        (await BeginAsync(first[0])).ShouldBeFalse();
        (await BeginAsync(second[0])).ShouldBeTrue();
        (await BeginAsync(second[0])).ShouldBeFalse("it was begun before");
    }

    [Fact]
    public async Task A_message_whose_sender_died_while_the_server_had_it_is_never_sent_again_by_itself()
    {
        await QueueAsync();
        (await BeginAsync((await TakeAsync()).Single())).ShouldBeTrue();

        site.Clock.Advance(TimeSpan.FromMinutes(9));
        (await site.SendAsync()).ShouldBe(0);
        (await site.DeliveriesAsync())[^1].State.ShouldBe(DeliveryState.Sending);
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        (await site.SendAsync()).ShouldBe(0);
        (await site.DeliveriesAsync())[^1].State.ShouldBe(DeliveryState.Unknown);
        site.Clock.Advance(TimeSpan.FromDays(2));
        (await site.SendAsync()).ShouldBe(0);

        // A person decides.
        (await QueueOfAsync(queue => queue.RepeatUnknownAsync(default))).ShouldBe(1);
        (await site.SendAsync()).ShouldBe(1);
        site.To(Reader).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_sender_was_given_up_still_counts()
    {
        await QueueAsync();
        var held = (await TakeAsync()).Single();
        (await BeginAsync(held)).ShouldBeTrue();
        site.Clock.Advance(TimeSpan.FromMinutes(11));
        await QueueOfAsync(queue => queue.FindUnknownAsync(default));

        await QueueOfAsync(async queue =>
        {
            await queue.SettleAsync(held, DeliveryState.Sent, status: null);
            return 0;
        });

        (await site.DeliveriesAsync())[^1].State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task A_subscription_that_ends_while_its_message_is_held_gets_nothing()
    {
        await QueueAsync();
        var held = (await TakeAsync()).Single();
        await site.WithAsync(services => services.GetRequiredService<SubscriberStore>().RemoveAsync(held.SubscriberId, default));
        (await BeginAsync(held)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_newsletter_is_put_into_the_queue_once_for_a_person()
    {
        await QueueAsync();
        var queued = (await site.DeliveriesAsync())[^1];
        await Should.ThrowAsync<DbUpdateException>(() =>
            site.WithAsync(services =>
            {
                var db = services.GetRequiredService<ConcordDb>();
                db.Add(
                    new Delivery
                    {
                        Id = Guid.CreateVersion7(),
                        Kind = DeliveryKind.Issue,
                        SubscriberId = queued.SubscriberId,
                        IssueId = queued.IssueId,
                        State = DeliveryState.Queued,
                        CreatedAt = queued.CreatedAt,
                        DueAt = queued.DueAt,
                    }
                );
                return db.SaveChangesAsync();
            })
        );
    }

    [Fact]
    public async Task What_the_server_puts_off_is_tried_again_with_growing_pauses_and_given_up_after_three_days()
    {
        await QueueAsync();
        site.Server.Answer = _ => new SmtpResponse((SmtpReplyCode)451, "4.7.1 Try later, reader@example.net");
        (await site.SendAsync()).ShouldBe(0);
        var delivery = (await site.DeliveriesAsync())[^1];
        (delivery.State, delivery.Attempts, delivery.Status).ShouldBe((DeliveryState.Queued, 1, "451 4.7.1"));
        (delivery.DueAt - site.Clock.GetUtcNow().UtcDateTime).TotalMinutes.ShouldBe(5, 0.1);
        var attempts = 1;
        for (var minute = 0; minute < 4 * 24 * 60; minute += 10)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(10));
            await site.SendAsync();
            delivery = (await site.DeliveriesAsync())[^1];
            attempts = delivery.Attempts;
        }

        delivery.State.ShouldBe(DeliveryState.Failed);
        attempts.ShouldBeInRange(8, 12);
        (await site.SubscribersAsync()).ShouldHaveSingleItem("one newsletter that fails ends no subscription");
        site.Server.Answer = _ => null;
        (await site.SendAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_ends_the_subscription_and_a_refused_text_does_not()
    {
        await site.SubscribeAsync("gone@example.net", "en", ("Rhythm", "AtOnce"));
        await QueueAsync();
        site.Server.Answer = message =>
            message.To.ToString() == "gone@example.net"
                ? new SmtpResponse((SmtpReplyCode)550, "5.1.1 No such user here")
                : new SmtpResponse((SmtpReplyCode)554, "5.7.1 Message looks like spam");

        (await site.SendAsync()).ShouldBe(0);

        var left = (await site.SubscribersAsync()).ShouldHaveSingleItem();
        left.Failures.ShouldBe(1);
        (await site.DeliveriesAsync())
            .Where(one => one.IssueId is not null)
            .Select(one => (one.State, one.Status))
            .ShouldBe([(DeliveryState.Failed, "550 5.1.1"), (DeliveryState.Failed, "554 5.7.1")], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_the_server_takes_no_mail_of_ours_everything_waits_and_no_reader_is_blamed()
    {
        await QueueAsync();
        var port = site.Server.Port;
        await site.Server.StopAsync();

        var failure = await Should.ThrowAsync<MailException>(() => site.SendAsync());

        failure.Kind.ShouldBe(MailFailureKind.Server);
        var delivery = (await site.DeliveriesAsync())[^1];
        (delivery.State, delivery.Attempts, delivery.LeasedBy).ShouldBe((DeliveryState.Queued, 0, null));
        (await site.SubscribersAsync()).Single().Failures.ShouldBe(0);
        foreach (
            var answer in new[] { "530 5.7.0 Sign in first, news@example.org\r\n", "550 5.7.1 No mail from news@example.org\r\n" }
        )
        {
            await using var strict = new ScriptedMailServer(port, answer);
            failure = await Should.ThrowAsync<MailException>(() => site.SendAsync());
            failure.Kind.ShouldBe(MailFailureKind.Server, answer);
            failure.Message.ShouldNotContain("@");
        }

        (await site.DeliveriesAsync())[^1].State.ShouldBe(DeliveryState.Queued);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_content_leaves_the_message_unknown()
    {
        await QueueAsync();
        var port = site.Server.Port;
        await site.Server.StopAsync();
        await using var broken = new ScriptedMailServer(port, afterContent: null);

        await site.SendAsync();

        (await site.DeliveriesAsync())[^1].State.ShouldBe(DeliveryState.Unknown);
        broken.Contents.ShouldBe(1);
        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.SendAsync();
        broken.Contents.ShouldBe(1);
    }

    [Fact]
    public async Task Reports_of_failure_come_to_an_address_that_names_the_delivery()
    {
        await QueueAsync();
        await site.SendAsync();

        var delivery = (await site.DeliveriesAsync())[^1];
        var envelope = site.Server.Envelopes[^1];
        envelope.ShouldStartWith($"bounces+{delivery.Id:N}");
        envelope.ShouldEndWith("@example.org");
        envelope.IndexOf('@', StringComparison.Ordinal).ShouldBeLessThanOrEqualTo(64);
        var mark = envelope["bounces+".Length..envelope.IndexOf('@', StringComparison.Ordinal)];
        site.LastTo(Reader).MessageId.ShouldBe($"{mark}@concord.example");
        var addresses = site.Site.Services.GetRequiredService<SubscriberAddresses>();
        (await addresses.ReadMarkAsync(mark.ToUpperInvariant(), default)).ShouldBe(delivery.Id);
        (await addresses.ReadMarkAsync($"{Guid.NewGuid():N}{mark[32..]}", default)).ShouldBeNull();
        (await addresses.ReadMarkAsync($"{mark[..^1]}{(mark[^1] == '0' ? '1' : '0')}", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_pause_keeps_newsletters_back_and_lets_confirmations_through()
    {
        await QueueAsync();
        await site.WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<NewsletterState>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.PausedAt, DateTime.UtcNow))
        );
        await site.AskAsync("other@example.net");
        (await site.SendAsync()).ShouldBe(1);
        site.Server.Messages[^1].To.ToString().ShouldBe("other@example.net");
    }

    [Fact]
    public async Task Rows_of_old_messages_are_deleted_and_stay_counted()
    {
        await QueueAsync();
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromDays(31));
        await QueueOfAsync(async queue =>
        {
            await queue.DeleteOldAsync(default);
            return 0;
        });

        (await site.DeliveriesAsync()).ShouldBeEmpty();
        var issue = await site.WithAsync(services =>
            services.GetRequiredService<ConcordDb>().Set<Concord.Newsletters.Issues.Issue>().SingleAsync()
        );
        issue.OldSent.ShouldBe(1);
        (await site.SendAsync()).ShouldBe(0, "it is not filled again");
    }

    [Fact]
    public void Messages_to_one_domain_are_spread_over_the_minute_and_others_pass()
    {
        var options = new NewslettersOptions { PerDomainPerMinute = 60 };
        options.Domains["slow.example"] = 6;
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 10, 3, 9, 0, 0, TimeSpan.Zero));
        var pace = new DomainPace(options, clock);
        var start = clock.GetUtcNow();

        var waits = Enumerable
            .Range(0, 20)
            .Select(_ => (pace.Reserve(Guid.NewGuid(), "EXAMPLE.net") - start).TotalSeconds)
            .ToList();
        waits.Count(wait => wait <= 0).ShouldBe(6, "a tenth of the minute at once");
        waits.Skip(6).ShouldBe(Enumerable.Range(1, 14).Select(second => (double)second), 0.001);
        (pace.Reserve(Guid.NewGuid(), "other.example") - start).TotalSeconds.ShouldBe(0);
        (pace.Reserve(Guid.NewGuid(), "slow.example") - start).TotalSeconds.ShouldBe(0);
        var kept = Guid.NewGuid();
        var at = pace.Reserve(kept, "slow.example");
        (at - start).TotalSeconds.ShouldBe(10, 0.001);
        clock.Advance(TimeSpan.FromSeconds(5));
        pace.Reserve(kept, "slow.example").ShouldBe(at, "it keeps its place");
        clock.Advance(TimeSpan.FromSeconds(5));
        pace.Reserve(kept, "slow.example").ShouldBeLessThanOrEqualTo(clock.GetUtcNow());
        clock.Advance(TimeSpan.FromHours(1));
        Enumerable.Range(0, 20).Count(_ => pace.Reserve(Guid.NewGuid(), "example.net") <= clock.GetUtcNow()).ShouldBe(6);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>A reader, and a newsletter to them in the queue.</summary>
    private async Task QueueAsync()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "AtOnce"));
        await site.SendAsync();
        await site.ReleaseAsync("first", "First");
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await site.WithAsync(services =>
            services.GetRequiredService<Concord.Newsletters.Issues.ComposeIssues>().RunAsync(default)
        );
        await site.WithAsync(services => services.GetRequiredService<Concord.Newsletters.Issues.FillIssues>().RunAsync(default));
        (await site.DeliveriesAsync())[^1].State.ShouldBe(DeliveryState.Queued);
    }

    private Task<IReadOnlyList<Delivery>> TakeAsync() =>
        QueueOfAsync(queue => queue.TakeAsync(Guid.NewGuid(), 10, withIssues: true, default));

    private Task<bool> BeginAsync(Delivery delivery) => QueueOfAsync(queue => Task.FromResult(queue.Begin(delivery)));

    private Task<T> QueueOfAsync<T>(Func<DeliveryQueue, Task<T>> use) =>
        site.WithAsync(services => use(services.GetRequiredService<DeliveryQueue>()));
}
