using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Concord.Bench.Pages;

/// <summary>
/// Many sources polled on schedule by one site on two cores: the time between two polls of a source, as its server saw it,
/// and the speed of the wall's page meanwhile. A feed changes with every tenth poll.
/// </summary>
internal static class Polls
{
    private const int EveryMinutes = 2;
    private const int Changes = 10;
    private static readonly TimeSpan Watched = TimeSpan.FromMinutes(3 * EveryMinutes);

    /// <summary>
    /// A source is polled after the interval, at most a tenth later, plus up to two seconds until the schedule checks again.
    /// </summary>
    private static readonly TimeSpan Late = (TimeSpan.FromMinutes(EveryMinutes) * 1.1) + TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(int sources, bool isPostgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        var asked = new ConcurrentDictionary<string, ConcurrentQueue<long>>(StringComparer.Ordinal);
        await using var server = await FeedsAsync(asked);
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/program");
            await Programs.PublishAsync("src/Cli", $"{folder}/program/cli");
            var connection = isPostgres ? await (await Programs.PostgresAsync()).CreateDatabaseAsync() : null;
            using var site = new Site($"{folder}/program", $"{folder}/data", 5181, connection);
            (string, string)[] settings =
            [
                ("Concord__OutboundHttp__PublicNetworks__0", "127.0.0.0/8"),
                ("Concord__OutboundHttp__AnyPort", "true"),
                ("Concord__Wall__EveryMinutes", $"{EveryMinutes}"),
            ];
            await File.WriteAllTextAsync($"{folder}/feeds.opml", Opml(sources, server.Urls.First()));
            Console.Write(await site.CommandAsync($"wall import {folder}/feeds.opml --trusted", settings));
            using var running = site.Start(settings);
            var clock = Stopwatch.StartNew();
            var pages = new List<double>();
            while (clock.Elapsed < Watched)
            {
                site.Clock.Restart();
                await site.UntilAsync("/en/wall?hashtag=bench", text => text.Length > 0);
                pages.Add(site.Clock.Elapsed.TotalMilliseconds);
                await Task.Delay(1000);
            }

            return Report(sources, asked, pages, running);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Report(
        int sources,
        ConcurrentDictionary<string, ConcurrentQueue<long>> asked,
        List<double> pages,
        Server running
    )
    {
        var now = Stopwatch.GetTimestamp();
        var gaps = asked
            .Values.SelectMany(times => times.Append(now).Zip(times.Skip(1).Append(now), Stopwatch.GetElapsedTime))
            .Order()
            .ToList();
        var late = gaps.Count(gap => gap > Late);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{asked.Count} of {sources} sources asked, {asked.Values.Sum(times => times.Count)} questions in {Watched.TotalSeconds:F0} s; set: every {EveryMinutes * 60} s"
            )
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"between two questions: median {gaps[gaps.Count / 2].TotalSeconds:F1} s, 99th {gaps[gaps.Count * 99 / 100].TotalSeconds:F1} s, longest {gaps[^1].TotalSeconds:F1} s; later than {Late.TotalSeconds:F0} s: {late}"
            )
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the wall's page meanwhile: median {pages.Order().ElementAt(pages.Count / 2):F0} ms, 95th {pages.Order().ElementAt(pages.Count * 95 / 100):F0} ms; processor time {running.ProcessorTime.TotalSeconds:F0} s"
            )
        );
        return late == 0 && asked.Count == sources ? 0 : 1;
    }

    private static string Opml(int sources, string address)
    {
        var list = new StringBuilder("<opml version=\"2.0\"><body>");
        for (var source = 0; source < sources; source++)
        {
            list.Append(
                CultureInfo.InvariantCulture,
                $"<outline type=\"rss\" text=\"Feed {source}\" xmlUrl=\"{address}/feed/{source}\"/>"
            );
        }

        return list.Append("</body></opml>").ToString();
    }

    private static async Task<WebApplication> FeedsAsync(ConcurrentDictionary<string, ConcurrentQueue<long>> asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet(
            "/feed/{source}",
            (string source, HttpRequest request) =>
            {
                var times = asked.GetOrAdd(source, _ => new ConcurrentQueue<long>());
                times.Enqueue(Stopwatch.GetTimestamp());
                var edition = (times.Count + source.Length + source[^1]) / Changes;
                var tag = $"\"{edition}\"";
                if (request.Headers.IfNoneMatch == tag)
                {
                    return Results.StatusCode(StatusCodes.Status304NotModified);
                }

                request.HttpContext.Response.Headers.ETag = tag;
                var items = Enumerable
                    .Range(0, 20)
                    .Select(item =>
                        $$"""{"id":"{{source}}-{{edition - item}}","date_published":"2020-10-{{1 + (item % 28):00}}T10:00:00Z","content_text":"Source {{source}} says its word number {{edition - item}} to be measured. #bench"}"""
                    );
                return Results.Text(
                    $$"""{"version":"https://jsonfeed.org/version/1.1","title":"{{source}}","items":[{{string.Join(',', items)}}]}""",
                    "application/feed+json"
                );
            }
        );
        await server.StartAsync();
        return server;
    }
}
