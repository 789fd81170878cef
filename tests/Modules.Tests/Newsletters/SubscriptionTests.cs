using System.Net;
using Concord.Modules.Tests.Accounts;
using Concord.Newsletters.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>Readers subscribe to news by mail, change what they get and end it, without an account.</summary>
public sealed class SubscriptionTests : IAsyncDisposable
{
    private const string Reader = "reader@example.net";

    private readonly NewsletterSite site = new(("Concord:Newsletters:PerHour", "8"));

    [Theory]
    [InlineData("confirm")]
    [InlineData("preferences")]
    [InlineData("stop")]
    public async Task A_link_with_a_blank_in_place_of_its_code_is_void(string page)
    {
        using var content = new FormUrlEncodedContent([]);
        var answer = await site.Site.Client.PostAsync(
            new Uri($"/en/newsletter/{page}/%20", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );

        ((int)answer.StatusCode).ShouldBeInRange(200, 499);
    }

    [Fact]
    public async Task An_address_is_confirmed_by_the_button_and_not_by_opening_the_link()
    {
        var (answer, _) = await site.AskAsync(Reader, "en", ("Rhythm", "Weekly"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var (_, page) = await site.Site.OpenAsync(answer.Headers.Location!.OriginalString);
        page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Look into your mailbox.");
        page.QuerySelector("form.letter").ShouldBeNull();

        (await site.SendAsync()).ShouldBe(1);
        var message = site.LastTo(Reader);
        message.Subject.ShouldBe("Please confirm your subscription");
        message.Headers.Contains("List-Unsubscribe").ShouldBeFalse();
        var link = NewsletterSite.LinkIn(message, "/confirm/");

        // A program that looks into links before they arrive.
        (await site.Site.OpenAsync(link)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.SubscribersAsync()).Single().ConfirmedAt.ShouldBeNull();

        var confirmed = await site.PressAsync(link);
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        confirmed.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var subscriber = (await site.SubscribersAsync()).Single();
        subscriber.ConfirmedAt.ShouldNotBeNull();
        subscriber.Rhythm.ShouldBe(Rhythm.Weekly);
        (await site.PressAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK, "twice is no fault");
    }

    [Fact]
    public async Task The_address_is_nowhere_in_the_database_as_text()
    {
        await site.SubscribeAsync(Reader);

        var file = Directory.GetFiles(site.Site.DataDirectory, "*.db").ShouldHaveSingleItem();
        foreach (var part in Directory.GetFiles(site.Site.DataDirectory, $"{Path.GetFileName(file)}*"))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            bytes.ToArray().AsSpan().IndexOf("reader@example"u8).ShouldBe(-1, part);
        }
    }

    [Fact]
    public async Task An_address_that_is_not_confirmed_in_time_is_deleted_and_its_link_is_void()
    {
        await site.AskAsync(Reader);
        await site.SendAsync();
        var link = NewsletterSite.LinkIn(site.LastTo(Reader), "/confirm/");
        site.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        (await CleanAsync()).ShouldBe(0);
        (await site.Site.OpenAsync(link)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        site.Clock.Advance(TimeSpan.FromMinutes(2));

        (await site.Site.OpenAsync(link)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await CleanAsync()).ShouldBe(1);
        (await site.SubscribersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_asks_for_another_persons_address_changes_nothing_and_learns_nothing()
    {
        await site.SubscribeAsync(Reader, "en", ("Rhythm", "Weekly"));
        site.Clock.Advance(TimeSpan.FromMinutes(5));

        var known = await site.AskAsync(Reader.ToUpperInvariant(), "fr", ("Rhythm", "AtOnce"));
        var unknown = await site.AskAsync("nobody@example.net", "fr", ("Rhythm", "AtOnce"));

        known.Answer.StatusCode.ShouldBe(unknown.Answer.StatusCode);
        known.Answer.Headers.Location.ShouldBe(unknown.Answer.Headers.Location);
        (await site.SendAsync()).ShouldBe(2);
        site.LastTo(Reader).Subject.ShouldBe("You are subscribed already");
        var subscriber = (await site.SubscribersAsync()).Single(one => one.ConfirmedAt is not null);
        (subscriber.Language, subscriber.Rhythm).ShouldBe(("en", Rhythm.Weekly));
    }

    [Fact]
    public async Task A_form_that_is_sent_over_and_over_sends_three_messages_a_day_to_one_address()
    {
        for (var attempt = 0; attempt < 6; attempt++)
        {
            (await site.AskAsync(Reader)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            await site.AskAsync(Reader);
            site.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        await site.SendAsync();
        site.To(Reader).Count.ShouldBe(3);
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.AskAsync(Reader);
        (await site.SendAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_flood_from_everywhere_is_stopped_for_the_hour()
    {
        for (var number = 0; number < 8; number++)
        {
            (await site.AskAsync($"reader{number}@example.net")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        var (answer, page) = await site.AskAsync("ninth@example.net", "en", ("Rhythm", "Weekly"));
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Try again in an hour");
        page.QuerySelector("input[name=Address]")!.GetAttribute("value").ShouldBe("ninth@example.net");
        page.QuerySelector("input[value=Weekly]")!.HasAttribute("checked").ShouldBeTrue();
        site.Clock.Advance(TimeSpan.FromHours(1));
        (await site.AskAsync("ninth@example.net")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task One_network_can_send_a_few_forms()
    {
        await using var small = new NewsletterSite(("Concord:Newsletters:PerNetwork", "2"));
        await small.AskAsync("one@example.net");
        await small.AskAsync("two@example.net");
        var (answer, page) = await small.AskAsync("three@example.net");
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("ten minutes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("reader@localhost")]
    [InlineData("Reader <reader@example.net>")]
    [InlineData("reader@example.net, other@example.net")]
    [InlineData("reader@example.net\r\nBcc: other@example.net")]
    [InlineData("\"a b\"@example.net")]
    [InlineData("قارئ@example.net")]
    [InlineData("reader@exa mple.net")]
    [InlineData("reader@-example.net")]
    public async Task What_is_no_address_is_refused(string address)
    {
        var (answer, page) = await site.AskAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("not an e-mail address");
        (await site.SubscribersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_with_a_domain_of_other_letters_is_the_one_with_its_ascii_name()
    {
        await site.AskAsync(" Reader@BÜCHER.example ");
        await site.SendAsync();
        site.Server.Messages.ShouldHaveSingleItem()
            .To.Mailboxes.Single()
            .GetAddress(idnEncode: true)
            .ShouldBe("Reader@xn--bcher-kva.example");
    }

    [Fact]
    public async Task Programs_that_fill_every_field_or_do_not_open_the_form_store_nothing()
    {
        (await site.AskAsync(Reader, "en", ("Website", "https://example.net"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        foreach (var token in new[] { "", "CfDJ8", new string('x', 20_000) })
        {
            var answer = await PostAsync(("Address", Reader), ("token", token));
            answer.StatusCode.ShouldBeOneOf(
                HttpStatusCode.UnprocessableEntity,
                HttpStatusCode.RequestEntityTooLarge,
                HttpStatusCode.BadRequest
            );
        }

        (await PostAsync(("Address", "a\0@example.net"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.AskAsync(Reader, "en", ("Rhythm", "17"))).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.AskAsync(Reader, "en", ("Rhythm", "hourly"))).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.AskAsync(Reader, "en", ("Language", "xx"))).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await site.SubscribersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_changes_language_topics_and_rhythm_by_the_link_and_ends_it()
    {
        await site.SubscribeAsync(Reader);
        await site.SendAsync();
        await site.ReleaseAsync("first", "First");
        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.SendAsync();
        var link = NewsletterSite.LinkIn(site.LastTo(Reader), "/preferences/");

        var reader = new DeskVisitor(site.Site);
        var (_, page) = await reader.OpenAsync(link);
        page.QuerySelector("bdi")!.TextContent.ShouldBe("r•••@example.net");
        page.DocumentElement.OuterHtml.ShouldNotContain(Reader);
        page.QuerySelector("input[value=Daily]")!.HasAttribute("checked").ShouldBeTrue();
        page.QuerySelector("footer .here")!.TextContent.ShouldNotContain("preferences");
        var (answer, _) = await reader.SubmitAsync(
            page,
            "form.letter",
            ("Rhythm", "AtOnce"),
            ("Language", "ar"),
            ("Topics", "statements"),
            ("Topics", "effort:unknown")
        );

        answer.Headers.Location!.OriginalString.ShouldStartWith("/ar/newsletter/preferences/");
        var subscriber = (await site.SubscribersAsync()).ShouldHaveSingleItem();
        (subscriber.Language, subscriber.Topics, subscriber.Rhythm).ShouldBe(("ar", "statements", Rhythm.AtOnce));
        (_, page) = await reader.OpenAsync(answer.Headers.Location!.OriginalString);
        page.QuerySelector("[role=status]").ShouldNotBeNull();
        page.QuerySelector("input[value=statements]")!.HasAttribute("checked").ShouldBeTrue();
        (answer, page) = await reader.SubmitAsync(page, "form[action*=stop]");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("[role=status]").ShouldNotBeNull();
        (await site.SubscribersAsync()).ShouldBeEmpty();
        (await site.Site.OpenAsync(link)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await site.PressAsync(link.Replace("preferences", "stop", StringComparison.Ordinal))).StatusCode.ShouldBe(
            HttpStatusCode.OK,
            "it is ended, whoever ended it"
        );
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("preferences")]
    [InlineData("stop")]
    public async Task A_link_that_was_not_made_here_is_void(string page)
    {
        foreach (var token in new[] { "x", "CfDJ8Nu", new string('a', 1500) })
        {
            var path = $"/en/newsletter/{page}/{token}";
            var answer = await site.Site.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
                {
                    Content = new FormUrlEncodedContent([KeyValuePair.Create("Rhythm", "Daily")]),
                }
            );
            answer.Answer.StatusCode.ShouldBe(HttpStatusCode.Gone, path);
        }
    }

    [Fact]
    public async Task A_link_to_confirm_manages_nothing_and_the_other_way_round()
    {
        await site.SubscribeAsync(Reader);
        var confirm = NewsletterSite.LinkIn(site.LastTo(Reader), "/confirm/");
        (
            await site.Site.OpenAsync(confirm.Replace("confirm", "preferences", StringComparison.Ordinal))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await site.SubscribersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Pages_and_links_are_absent_where_no_mail_can_be_sent_or_newsletters_are_switched_off()
    {
        (await site.Site.OpenAsync("/en")).Page.QuerySelector("footer a[href='/en/newsletter']").ShouldNotBeNull();
        (await site.Site.Client.GetStringAsync("/sitemaps/pages.xml")).ShouldContain("/en/newsletter");
        foreach (var setting in new[] { ("Concord:Mail:Host", ""), ("Concord:Newsletters:IsOpen", "false") })
        {
            await using var closed = new NewsletterSite(setting);
            (await closed.Site.OpenAsync("/en")).Page.QuerySelector("footer a[href='/en/newsletter']").ShouldBeNull();
            (await closed.Site.OpenAsync("/en/newsletter")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<int> CleanAsync() =>
        site.WithAsync(services =>
            services.GetRequiredService<SubscriberStore>().DeleteOldAsync(TestContext.Current.CancellationToken)
        );

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields) =>
        (
            await site.Site.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, new Uri("/en/newsletter", UriKind.Relative))
                {
                    Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
                }
            )
        ).Answer;
}
