using System.Net;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsletters.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>The team sees how newsletters stand, in numbers.</summary>
public sealed class NewsletterDeskTests : IAsyncDisposable
{
    private const string Path = "/desk/en/newsletters";

    private readonly NewsletterSite site = new();

    [Fact]
    public async Task The_page_shows_readers_and_newsletters_and_no_address()
    {
        await site.SubscribeAsync("reader@example.net", "en", ("Rhythm", "AtOnce"));
        await site.SubscribeAsync("other@example.net", "ar");
        await site.AskAsync("waiting@example.net");
        await site.SendAsync();
        await site.ReleaseAsync("first", "A first text");
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await site.SendAsync();
        var editor = await EditorAsync();

        var (_, page) = await editor.OpenAsync(Path);

        var tables = page.QuerySelectorAll("main table");
        tables[0]
            .QuerySelectorAll("tbody tr")
            .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim())))
            .ShouldContain("English 1 0 0 1");
        var issue = tables[1].QuerySelector("tbody tr")!;
        issue
            .Children.Skip(1)
            .Select(cell => cell.TextContent.Trim())
            .ShouldBe(["English", "At once", "A first text", "1", "0", "0", "0"]);
        page.QuerySelector("main")!.TextContent.ShouldContain("1 address is not confirmed yet.");
        page.DocumentElement.OuterHtml.ShouldNotContain("example.net");
    }

    [Fact]
    public async Task Before_the_first_reader_the_page_says_so()
    {
        var (_, page) = await (await EditorAsync()).OpenAsync(Path);
        page.QuerySelector("main")!.TextContent.ShouldContain("Nobody has subscribed yet.");
        page.QuerySelector("main")!.TextContent.ShouldContain("No newsletter was made yet.");
    }

    [Fact]
    public async Task Newsletters_are_kept_back_and_sent_again_and_the_journal_says_who_did_it()
    {
        var editor = await EditorAsync();
        var (answer, page) = await editor.SubmitAsync(Path, "form[action*=Pause]");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (_, page) = await editor.OpenAsync(answer.Headers.Location!.OriginalString);
        page.QuerySelector("[role=status]")!.TextContent.ShouldBe("Newsletters are kept back.");
        page.QuerySelector("form[action*=Pause]").ShouldBeNull();
        await editor.SubmitAsync(page, "form[action*=Resume]");
        (await JournalAsync()).ShouldBe(["NewslettersPaused", "NewslettersResumed"]);
    }

    [Fact]
    public async Task What_may_not_have_arrived_waits_for_a_decision()
    {
        await site.SubscribeAsync("reader@example.net", "en", ("Rhythm", "AtOnce"));
        await site.WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<Delivery>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Unknown))
        );
        var editor = await EditorAsync();
        var (_, page) = await editor.OpenAsync("/desk/en");
        page.QuerySelector(".waiting")!.TextContent.ShouldContain("Newsletters that may not have arrived: 1");

        (_, page) = await editor.OpenAsync(Path);
        page.QuerySelector("h3")!.TextContent.ShouldBe("1 message may not have arrived");
        var (answer, _) = await editor.SubmitAsync(page, "form[action*=Repeat]");

        (_, page) = await editor.OpenAsync(answer.Headers.Location!.OriginalString);
        page.QuerySelector("[role=status]")!.TextContent.ShouldBe("1 message is sent again.");
        (await JournalAsync()).ShouldBe(["DeliveriesRepeated"]);
    }

    [Fact]
    public async Task A_subscription_is_deleted_for_a_reader_who_wrote()
    {
        await site.SubscribeAsync("reader@example.net");
        var editor = await EditorAsync();
        var (answer, page) = await editor.SubmitAsync(Path, "form[action*=Remove]", ("address", "nobody@example.net"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("This address has no subscription.");

        (answer, _) = await editor.SubmitAsync(page, "form[action*=Remove]", ("address", "Reader@EXAMPLE.net"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.SubscribersAsync()).ShouldBeEmpty();
        (await JournalAsync()).ShouldBe(["SubscriberRemoved"]);
    }

    [Fact]
    public async Task The_failure_of_the_mail_server_is_shown_until_it_works_again()
    {
        await site.SubscribeAsync("reader@example.net");
        await site.WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<Concord.Newsletters.Storage.NewsletterState>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.FailedAt, site.Clock.GetUtcNow().UtcDateTime)
                        .SetProperty(row => row.Failure, "530 Sign in")
                )
        );
        var (_, page) = await (await EditorAsync()).OpenAsync(Path);
        page.QuerySelector("main [role=alert]")!.TextContent.ShouldContain("530 Sign in");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<DeskVisitor> EditorAsync() => DeskVisitor.JoinedAsync(site.Site, "editor@example.org", ["editor"], site.Clock);

    private Task<List<string>> JournalAsync() =>
        site.WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<JournalEntry>()
                .Where(entry => entry.Module == "newsletters")
                .OrderBy(entry => entry.Seq)
                .Select(entry => entry.Kind)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
}
