using System.Net;
using System.Text;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Concord.Visits;
using Concord.Visits.Counting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concord.Modules.Tests.Visits;

public sealed class VisitsTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 10, 1);
    private readonly SmallPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public async Task Visit_counting_is_off_by_default()
    {
        await using var site = new TestSite(pack.Path);

        var (answer, page) = await site.OpenAsync("/en");

        page.QuerySelectorAll("script:not([type='application/ld+json']), #visits").ShouldBeEmpty();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("script-src");
        (await PostAsync(site, "/en")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Client.GetAsync(new Uri(VisitsScript.Address, UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Where_enabled_every_page_asks_for_consent_with_two_equal_choices(string language)
    {
        await using var site = Counting();

        var (answer, page) = await site.OpenAsync($"/{language}");

        var script = page.QuerySelectorAll("script:not([type='application/ld+json'])").ShouldHaveSingleItem();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("; script-src 'self'");
        var question = page.QuerySelector("#visits")!;
        question.HasAttribute("hidden").ShouldBeTrue("without the script nobody is asked");
        var buttons = question.QuerySelectorAll("[data-after=''] button");
        buttons.Select(button => button.GetAttribute("data-answer")).ShouldBe(["yes", "no"]);
        buttons.Select(button => button.ClassName).Distinct().ShouldHaveSingleItem();
        var sent = await site.Client.GetAsync(new Uri(script.GetAttribute("src")!, UriKind.Relative));
        sent.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        sent.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await sent.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(15_000);
    }

    [Theory]
    [InlineData(false, "visits are not counted")]
    [InlineData(true, "Visits are counted only where you agree")]
    public async Task A_text_is_labelled_authentic_or_translation(bool areCounted, string said)
    {
        pack.Document("privacy", "kind: page\ndate: 2020-10-02", "Privacy", "{{visits}}");
        await using var site = areCounted ? Counting() : new TestSite(pack.Path);

        (await site.OpenAsync("/en/privacy")).Page.QuerySelector(".text")!.TextContent.ShouldContain(said);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Counts_of_several_nodes_and_days_add_up(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        var (one, two) = (new VisitCounter(), new VisitCounter());
        one.Count(Day, "/en");
        one.Count(Day, "/en");
        two.Count(Day, "/en");
        two.Count(Day, "/ar/news/one");
        await WriteAsync(database, one);
        await WriteAsync(database, two);
        two.Count(Day.AddDays(1), "/en");
        await WriteAsync(database, two);

        (await ReadAsync(database, Day, Day)).ShouldBe([new("/en", 3), new("/ar/news/one", 1)]);
        (await ReadAsync(database, Day.AddDays(1), Day.AddDays(9))).ShouldBe([new("/en", 1)]);
        (await ReadAsync(database, Day.AddDays(-9), Day.AddDays(-1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_day_with_too_many_pages_only_those_that_are_counted_go_on()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await database.TamperAsync(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {VisitCountWriter.MaxPagesOfDay}) INSERT INTO visits_days (day, path, count) SELECT '2020-10-01', '/en/made-up-' || i, 1 FROM n"
        );
        var visits = new VisitCounter();
        visits.Count(Day, "/en/made-up-1");
        visits.Count(Day, "/en/one-more");
        visits.Count(Day.AddDays(1), "/en/one-more");
        await WriteAsync(database, visits);

        var counts = await ReadAsync(database, Day, Day);
        (counts.Count, counts[0]).ShouldBe((VisitCountWriter.MaxPagesOfDay, new("/en/made-up-1", 2)));
        (await ReadAsync(database, Day.AddDays(1), Day.AddDays(1))).ShouldBe([new("/en/one-more", 1)]);
    }

    [Fact]
    public async Task Counts_that_cannot_be_saved_are_saved_later()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await database.TamperAsync("ALTER TABLE visits_days RENAME TO visits_away");
        var visits = new VisitCounter();
        visits.Count(Day, "/en");
        await Should.ThrowAsync<Exception>(() => WriteAsync(database, visits));
        await using (var scope = database.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                db.Database,
                "ALTER TABLE visits_away RENAME TO visits_days"
            );
        }

        visits.Count(Day, "/en");
        await WriteAsync(database, visits);

        (await ReadAsync(database, Day, Day)).ShouldBe([new("/en", 2)]);
    }

    [Fact]
    public async Task A_visit_is_counted_and_saved_when_the_site_stops()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string>
        {
            ["Concord:Visits:Counted"] = "true",
            ["Concord:DataDirectory"] = folder.Path,
        };
        await using (var site = new TestSite(pack.Path, settings: settings))
        {
            (await PostAsync(site, "/en/news/one")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await using var database = await TestDatabase.OpenAsync(new StorageSettings(folder.Path, null));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        (await ReadAsync(database, today.AddDays(-1), today)).ShouldBe([new("/en/news/one", 1)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("en")]
    [InlineData("/xx/news")]
    [InlineData("/en?who=me")]
    [InlineData("/en/../../etc/passwd")]
    [InlineData("/en/news/one/two/three")]
    [InlineData("/en/<script>")]
    [InlineData("/en\n")]
    [InlineData("/en/news/\0")]
    [InlineData("/EN")]
    public async Task Requests_that_are_not_pages_are_not_counted(string path)
    {
        await using var site = Counting();

        (await PostAsync(site, path)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        site.Services.GetRequiredService<VisitCounter>().Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task Floods_and_other_sites_are_not_counted_as_visits()
    {
        await using var site = Counting();
        var visits = site.Services.GetRequiredService<VisitCounter>();

        (await PostAsync(site, "/en/" + new string('a', 5_000_000))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(site, "/en", "cross-site")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        visits.Take().ShouldBeEmpty();
        for (var page = 0; page < 20_000; page++)
        {
            visits.Count(Day, $"/en/{page}");
        }

        visits.Take().Count.ShouldBe(500);
    }

    [Fact]
    public async Task Any_bytes_get_a_response()
    {
        await using var site = Counting();
        foreach (var bytes in Fuzz.Damaged(Encoding.UTF8.GetBytes("/en/news/one-year-after-baghouz"), 300))
        {
            using var content = new ByteArrayContent(bytes);
            var answer = await site.Client.PostAsync(new Uri("/visits", UriKind.Relative), content);

            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.BadRequest);
        }
    }

    private TestSite Counting() =>
        new(pack.Path, settings: new Dictionary<string, string> { ["Concord:Visits:Counted"] = "true" });

    private static async Task<HttpResponseMessage> PostAsync(TestSite site, string path, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/visits") { Content = new StringContent(path) };
        if (from is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", from);
        }

        return await site.Client.SendAsync(request);
    }

    private static async Task WriteAsync(TestDatabase database, VisitCounter visits)
    {
        await using var scope = database.Scope();
        using var keep = new VisitCountWriter(
            scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>(),
            visits,
            new VisitsOptions { Counted = true },
            scope.ServiceProvider.GetRequiredService<DatabaseAvailability>(),
            TimeProvider.System,
            NullLogger<VisitCountWriter>.Instance
        );
        await keep.WriteAsync(default);
    }

    private static async Task<List<PageVisits>> ReadAsync(TestDatabase database, DateOnly from, DateOnly to)
    {
        await using var scope = database.Scope();
        return await scope.ServiceProvider.GetRequiredService<VisitStatistics>().ByPageAsync(from, to, default);
    }
}
