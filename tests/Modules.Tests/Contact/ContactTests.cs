using System.Net;
using AngleSharp.Html.Dom;
using Concord.Contact.Messages;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Contact;

/// <summary>Readers write to the team.</summary>
public sealed class ContactTests : IAsyncDisposable
{
    private const string Path = "/en/contact";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 10, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, string> settings = new()
    {
        ["Concord:Desk:RequestsPerMinute"] = "10000",
        ["Concord:SiteDate"] = "",
        ["Concord:Contact:PerNetwork"] = "1000",
    };

    private TestSite? site;

    private TestSite Site => site ??= new TestSite(pack.Path, clock, settings);

    [Fact]
    public async Task A_message_arrives_in_the_workspace_and_its_address_is_encrypted()
    {
        var (answer, page) = await SendAsync(
            ("Topic", "Correction"),
            ("About", "/en/news/one"),
            ("Text", "A name is wrong.\nSee line 2."),
            ("Address", "reader@example.org")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (_, page) = await Site.OpenAsync(answer.Headers.Location!.OriginalString);
        page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Your message has arrived.");
        page.QuerySelector("form.letter").ShouldBeNull();

        var stored = (await MessagesAsync()).ShouldHaveSingleItem();
        stored.Address.ShouldNotBeNull().ShouldNotContain("reader");
        var editor = await EditorAsync();
        (await editor.OpenAsync("/desk/en"))
            .Page.QuerySelector(".waiting")!
            .TextContent.Trim()
            .ShouldBe("New messages of readers: 1");
        (_, page) = await editor.OpenAsync($"/desk/en/messages/{stored.Id}");
        page.QuerySelector("h1")!.TextContent.ShouldBe("Request a correction");
        page.QuerySelector(".said")!.TextContent.ShouldBe("A name is wrong.\nSee line 2.");
        page.QuerySelector("a[href^=mailto]")!.TextContent.ShouldBe("reader@example.org");
    }

    [Fact]
    public async Task A_text_leads_to_the_form_for_its_correction_where_the_site_takes_messages()
    {
        var (_, article) = await Site.OpenAsync("/en/news/one");
        var link = article.QuerySelector("a[href*='topic=correction']")!;
        link.TextContent.ShouldBe("Request a correction");

        var (_, page) = await Site.OpenAsync(link.GetAttribute("href")!);

        page.QuerySelector("select[name=Topic] [selected]")!.GetAttribute("value").ShouldBe("Correction");
        page.QuerySelector("input[name=About]")!.GetAttribute("value").ShouldBe("/en/news/one");
        settings["Concord:Contact:IsOpen"] = "false";
        await using var closed = new TestSite(pack.Path, clock, settings);
        (await closed.OpenAsync("/en/news/one")).Page.QuerySelector("a[href*='topic=correction']").ShouldBeNull();
    }

    [Fact]
    public async Task A_closed_message_has_no_address_and_is_deleted_after_some_days()
    {
        await SendAsync(("Text", "Please answer."), ("Address", "reader@example.org"));
        var editor = await EditorAsync();
        var id = (await MessagesAsync()).Single().Id;
        var path = $"/desk/en/messages/{id}";
        var (_, opened) = await editor.OpenAsync(path);

        await editor.SubmitAsync(path, "form:has([name=version])", ("state", "InWork"), ("note", "Asked the museum"));
        var (late, refused) = await editor.SubmitAsync(opened, "form:has([name=version])", ("state", "New"), ("note", "Mine"));
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.QuerySelector("#note")!.TextContent.Trim().ShouldBe("Mine");
        await editor.SubmitAsync(path, "form:has([name=version])", ("state", "Closed"));

        var closed = (await MessagesAsync()).Single();
        (closed.State, closed.Address, closed.Note).ShouldBe((MessageState.Closed, null, "Asked the museum"));
        (await editor.OpenAsync(path)).Page.QuerySelector("a[href^=mailto]").ShouldBeNull();
        clock.Advance(TimeSpan.FromDays(29));
        await DeleteOldAsync();
        (await MessagesAsync()).Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromDays(2));
        await DeleteOldAsync();
        (await MessagesAsync()).ShouldBeEmpty();
        var journal = await JournalAsync();
        journal.Select(entry => entry.Kind).ShouldBe(["MessageStateChanged", "MessageStateChanged"]);
        journal.ShouldAllBe(entry => !entry.Data.Contains("museum") && !entry.Data.Contains("reader@"));
    }

    [Fact]
    public async Task What_nobody_closes_is_deleted_after_a_year_and_a_person_can_delete_at_once()
    {
        await SendAsync(("Text", "One"));
        await SendAsync(("Text", "Two"));
        var editor = await EditorAsync();
        var first = (await MessagesAsync()).Single(message => message.Text == "One").Id;

        await editor.SubmitAsync($"/desk/en/messages/{first}", "details form");
        (await MessagesAsync()).ShouldHaveSingleItem().Text.ShouldBe("Two");
        clock.Advance(TimeSpan.FromDays(364));
        await DeleteOldAsync();
        (await MessagesAsync()).Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromDays(2));
        await DeleteOldAsync();
        (await MessagesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "reader@example.org", "4,000 characters")]
    [InlineData(" \n\u0001 ", "", "4,000 characters")]
    [InlineData("Text", "reader", "not an e-mail address")]
    [InlineData("Text", "a@b", "not an e-mail address")]
    [InlineData("Text", "A <a@example.org>", "not an e-mail address")]
    [InlineData("Text", "a@example.org\nBcc: b@example.org", "not an e-mail address")]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(string text, string address, string error)
    {
        var (answer, page) = await SendAsync(("Text", text), ("Address", address), ("About", "The “statement”"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(error);
        page.QuerySelector("[name=About]")!.GetAttribute("value").ShouldBe("The “statement”");
        (await MessagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_a_bad_request() =>
        (await SendAsync(("Text", "a\0b"))).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_program_that_did_not_open_the_form_or_answers_at_once_is_refused()
    {
        var token = await TokenAsync();
        (await PostAsync(token, ("Text", "At once"))).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(null, ("Text", "No token"))).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync("forged", ("Text", "Forged"))).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        clock.Advance(TimeSpan.FromHours(13));
        var (_, page) = await PostAsync(token, ("Text", "Too late"));
        page.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("Too late", "a person sends it once more");

        (await SendAsync(("Text", "Trapped"), ("Website", "https://example.org"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await MessagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Floods_are_refused_and_the_same_message_is_stored_once()
    {
        settings["Concord:Contact:PerNetwork"] = "5";
        settings["Concord:Contact:PerHour"] = "3";
        await SendAsync(("Text", "Same"));
        await SendAsync(("Text", "Same"));
        (await MessagesAsync()).Count.ShouldBe(1);
        await SendAsync(("Text", "Second"));
        await SendAsync(("Text", "Third"));

        (await SendAsync(("Text", "Fourth"))).Answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var (answer, page) = await SendAsync(("Text", "Fifth"));
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        page.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("Fifth");
        (await MessagesAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_site_can_do_without()
    {
        settings["Concord:Contact:IsOpen"] = "false";

        (await Site.OpenAsync(Path)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync("any", ("Text", "Text"))).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var (_, home) = await Site.OpenAsync("/en");
        home.QuerySelector("a[href='/en/contact']").ShouldBeNull();
    }

    [Fact]
    public async Task Addresses_of_the_team_are_shown_where_they_are_set_and_readers_of_the_workspace_see_no_messages()
    {
        settings["Concord:Contact:PressAddress"] = "press@example.org";
        settings["Concord:Contact:DataController"] = "The secretariat\nSome street";
        var (_, page) = await Site.OpenAsync($"{Path}?topic=correction&about=/en/news/one");

        page.QuerySelector("a[href='mailto:press@example.org']").ShouldNotBeNull();
        page.QuerySelector("main")!.TextContent.ShouldContain("The secretariat");
        page.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe("Correction");
        page.QuerySelector("[name=About]")!.GetAttribute("value").ShouldBe("/en/news/one");
        (await Site.OpenAsync("/en")).Page.QuerySelector("footer a[href='/en/contact']").ShouldNotBeNull();
        var reader = await DeskVisitor.JoinedAsync(Site, "reader@example.org", ["reader"], clock);
        (await reader.OpenAsync("/desk/en/messages")).Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        pack.Dispose();
    }

    private Task<DeskVisitor> EditorAsync() => DeskVisitor.JoinedAsync(Site, "editor@example.org", ["editor"], clock);

    private async Task<string> TokenAsync() =>
        (await Site.OpenAsync(Path)).Page.QuerySelector("[name=token]")!.GetAttribute("value")!;

    /// <summary>As a person does: opens the form and sends it after a while.</summary>
    private async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendAsync(params (string, string)[] fields)
    {
        var token = await TokenAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        return await PostAsync(token, fields);
    }

    private async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> PostAsync(
        string? token,
        params (string Name, string Value)[] fields
    )
    {
        var values = fields.Append(("token", token ?? "")).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        // No field may be sent twice, and a form without a topic has the first.
        return await Site.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative))
            {
                Content = new FormUrlEncodedContent(values),
            }
        );
    }

    private async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private Task<List<ContactMessage>> MessagesAsync() =>
        WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<ContactMessage>()
                .AsNoTracking()
                .ToListAsync(TestContext.Current.CancellationToken)
        );

    private Task<int> DeleteOldAsync() =>
        WithAsync(services => services.GetRequiredService<MessageStore>().DeleteOldAsync(TestContext.Current.CancellationToken));

    private Task<List<JournalEntry>> JournalAsync() =>
        WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<JournalEntry>()
                .Where(entry => entry.Module == "contact")
                .OrderBy(entry => entry.Seq)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
}
