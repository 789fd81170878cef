using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Modules.Tests.Mail;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Subscribers;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>A site with a mail server of its own, whose newsletters are made and sent when the test says so.</summary>
internal sealed partial class NewsletterSite : IAsyncDisposable
{
    public const string Public = "https://concord.example";

    private readonly Dictionary<string, string> settings;
    private TestSite? site;

    public NewsletterSite(params (string Key, string Value)[] settings)
    {
        this.settings = new Dictionary<string, string>
        {
            ["Concord:Desk:RequestsPerMinute"] = "10000",
            ["Concord:PublicAddress"] = Public,
            ["Concord:Mail:Host"] = "127.0.0.1",
            ["Concord:Mail:Port"] = $"{Server.Port}",
            ["Concord:Mail:Security"] = "None",
            ["Concord:Mail:From"] = "news@example.org",
            ["Concord:Newsletters:PerNetwork"] = "1000",
        };
        foreach (var (key, value) in settings)
        {
            this.settings[key] = value;
        }
    }

    public SmallPack Pack { get; } = new();

    public LocalMailServer Server { get; } = new();

    /// <summary>Saturday, 3 October 2020, 09:00 UTC.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2020, 10, 3, 9, 0, 0, TimeSpan.Zero));

    public TestSite Site =>
        site ??= new TestSite(
            Pack.Path,
            Clock,
            settings,
            services => services.Remove(services.Single(one => one.ImplementationType == typeof(NewsletterWorker)))
        );

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        await Server.DisposeAsync();
        Pack.Dispose();
    }

    /// <summary>Sends the form of the public page, as a person does who takes five seconds.</summary>
    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> AskAsync(
        string address,
        string language = "en",
        params (string Name, string Value)[] fields
    )
    {
        var reader = new DeskVisitor(Site);
        var (_, page) = await reader.OpenAsync($"/{language}/newsletter");
        Clock.Advance(TimeSpan.FromSeconds(5));
        return await reader.SubmitAsync(page, "form.letter", [("Address", address), .. fields]);
    }

    /// <summary>Asks, receives the message and presses the button of its link.</summary>
    public async Task SubscribeAsync(string address, string language = "en", params (string Name, string Value)[] fields)
    {
        (await AskAsync(address, language, fields)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await SendAsync();
        var answer = await PressAsync(LinkIn(LastTo(address), "/confirm/"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Opens an address and sends the first form of it.</summary>
    public async Task<HttpResponseMessage> PressAsync(string path) =>
        (await new DeskVisitor(Site).SubmitAsync(path, "main form")).Answer;

    public MimeMessage LastTo(string address) => Server.Messages.Last(message => message.To.ToString() == address);

    public IReadOnlyList<MimeMessage> To(string address) =>
        [.. Server.Messages.Where(message => message.To.ToString() == address)];

    /// <summary>The path of the link with a part, in the text of a message.</summary>
    public static string LinkIn(MimeMessage message, string part) =>
        Link().Matches(message.TextBody!).First(link => link.Value.Contains(part, StringComparison.Ordinal)).Value[
            Public.Length..
        ];

    /// <summary>One round of the worker, a second after what came before.</summary>
    /// <returns>How many messages the server accepted.</returns>
    public async Task<int> SendAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        await WithAsync(services => services.GetRequiredService<ComposeIssues>().RunAsync(Cancellation));
        await WithAsync(services => services.GetRequiredService<FillIssues>().RunAsync(Cancellation));
        await WithAsync(services => services.GetRequiredService<DeliveryQueue>().FindUnknownAsync(Cancellation));
        return await WithAsync(services => services.GetRequiredService<SendDeliveries>().RunAsync(Cancellation));
    }

    /// <summary>Releases a story in one language.</summary>
    public async Task ReleaseAsync(string slug, string title, string language = "en")
    {
        (
            await WithAsync(services =>
                services
                    .GetRequiredService<SaveDraft>()
                    .RunAsync(
                        new Draft(slug, language, title, $"Summary of {title}.", "Body.") { Kind = "story" },
                        Actor.System("test"),
                        Cancellation
                    )
            )
        ).IsDone.ShouldBeTrue();
        (
            await WithAsync(services =>
                services.GetRequiredService<Release>().RunAsync(slug, [language], null, Actor.System("test"), Cancellation)
            )
        ).IsDone.ShouldBeTrue();
    }

    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<List<Subscriber>> SubscribersAsync() =>
        WithAsync(services =>
            services.GetRequiredService<ConcordDb>().Set<Subscriber>().AsNoTracking().ToListAsync(Cancellation)
        );

    public Task<List<Delivery>> DeliveriesAsync() =>
        WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<Delivery>()
                .AsNoTracking()
                .OrderBy(delivery => delivery.Id)
                .ToListAsync(Cancellation)
        );

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [GeneratedRegex(@"https://\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
