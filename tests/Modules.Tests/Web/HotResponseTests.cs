using System.Net;
using Concord.TestKit;
using Concord.Web.Serving.Cache;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Data.Sqlite;

namespace Concord.Modules.Tests.Web;

public sealed class HotResponseTests : IDisposable
{
    private static readonly HotResponseKey Key = new("http", "example.org", "", "/en", "br");
    private readonly SmallPack pack = new();

    public void Dispose() => pack.Dispose();

    [Theory]
    [InlineData("/en", "")]
    [InlineData("/en", "br")]
    [InlineData("/ar/news/one", "gzip")]
    [InlineData("/sitemap.xml", "br")]
    [InlineData("/api/v1/members", "br")]
    public async Task A_ready_answer_is_the_first_one_again_to_the_last_header(string path, string encoding)
    {
        await using var site = new TestSite(pack.Path);
        var first = await ReadAsync(site, path, encoding);

        for (var again = 0; again < 3; again++)
        {
            (await ReadAsync(site, path, encoding)).ShouldBe(first);
        }

        first.ShouldContain("Content-Security-Policy");
    }

    [Fact]
    public async Task Every_host_a_site_is_known_by_gets_its_own_links()
    {
        await using var site = new TestSite(pack.Path);
        foreach (var host in (string[])["one.example", "two.example", "one.example", "two.example"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/en");
            request.Headers.Host = host;
            var text = await (await site.Client.SendAsync(request)).Content.ReadAsStringAsync();

            text.ShouldContain($"http://{host}/en");
        }
    }

    [Theory]
    [InlineData("HEAD", null, HttpStatusCode.OK)]
    [InlineData("POST", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "W/\"another\"", HttpStatusCode.OK)]
    [InlineData("GET", "*", HttpStatusCode.NotModified)]
    [InlineData("GET", "not a tag at all", HttpStatusCode.OK)]
    public async Task What_is_not_plain_is_answered_as_before(string method, string? tag, HttpStatusCode status)
    {
        await using var site = new TestSite(pack.Path);
        await ReadAsync(site, "/en/news/one", "br");
        using var request = new HttpRequestMessage(new HttpMethod(method), "/en/news/one");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);

        (await site.Client.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("64", "Raqqa")]
    [InlineData("0", "Altered")]
    public async Task With_no_memory_for_it_nothing_is_kept(string megabytes, string place)
    {
        var settings = new Dictionary<string, string> { ["Concord:Cache:MemoryMegabytes"] = megabytes };
        await using var site = new TestSite(pack.Path, settings: settings);
        await ReadAsync(site, "/en/news/one", "");
        await using (var database = new SqliteConnection($"Data Source={site.DataDirectory}/concord.db"))
        {
            // Past the journal, so that nobody is told.
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "UPDATE newsroom_place_names SET name = 'Altered' WHERE name = 'Raqqa'";
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        var (_, page) = await site.OpenAsync("/en/news/one");

        page.QuerySelector("main")!.TextContent.ShouldContain(place);
    }

    [Fact]
    public void An_answer_is_found_under_its_own_key_until_anything_is_dropped()
    {
        var evictions = new CacheEvictions(new SlowStore());
        var ready = new HotResponses(evictions);
        ready.Put(Answer(ready.Now));

        ready.Find(Key).ShouldNotBeNull();
        ready.Find(Key with { Encoding = "gzip" }).ShouldBeNull();
        ready.Find(Key with { Scheme = "https" }).ShouldBeNull();
        ready.Find(Key with { Path = "/EN" }).ShouldBeNull();
        _ = evictions.DropAsync(["anything"], default);
        ready.Find(Key).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_taken_from_the_store_while_it_was_being_dropped_is_not_found()
    {
        var store = new SlowStore();
        var evictions = new CacheEvictions(store);
        var ready = new HotResponses(evictions);
        var drop = evictions.DropAsync(["document:one"], default);
        drop.IsCompleted.ShouldBeFalse();

        ready.Put(Answer(ready.Now));
        store.Dropped.SetResult();
        await drop;

        ready.Find(Key).ShouldBeNull();
    }

    private static HotResponse Answer(long at) => new(Key, at, Endpoint: null, "W/\"x\"", [], [1, 2, 3]);

    /// <summary>The answer as it went over the wire, but for its date.</summary>
    private static async Task<string> ReadAsync(TestSite site, string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding.Length > 0)
        {
            request.Headers.Add("Accept-Encoding", encoding);
        }

        var answer = await site.Client.SendAsync(request);
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return string.Join(
            '\n',
            [$"{(int)answer.StatusCode}", .. headers, Convert.ToBase64String(await answer.Content.ReadAsByteArrayAsync())]
        );
    }

    /// <summary>A store that takes as long to drop as the test wants.</summary>
    private sealed class SlowStore : IOutputCacheStore
    {
        public TaskCompletionSource Dropped { get; } = new();

        public async ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => await Dropped.Task;

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => new((byte[]?)null);

        public ValueTask SetAsync(
            string key,
            byte[] value,
            string[]? tags,
            TimeSpan validFor,
            CancellationToken cancellationToken
        ) => default;
    }
}
