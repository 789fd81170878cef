using System.Collections.Concurrent;

namespace Concord.Bench.Attacks;

/// <summary>Floods of requests that no cache answers, from one network, while a reader of another reads.</summary>
internal static class FloodAttacks
{
    private const int Senders = 25;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(Report report)
    {
        using var site = new Installation();
        await using var running = site.Start(("Concord__Visits__Counted", "true"));
        var address = (await running.WaitForAsync("Concord is at "))["Concord is at ".Length..].Trim();
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };
        await ReadAsync(client, "/en", TimeSpan.FromSeconds(3));
        var quiet = await ReadAsync(client, "/en", Duration);
        var quietSearch = await ReadAsync(client, "/en/search?q=title", Duration);
        foreach (
            var (name, ask) in (IEnumerable<(string, Func<int, HttpRequestMessage>)>)
                [
                    ("missing addresses of 90 letters", number => Get($"/en/{Word(number)}")),
                    ("searches", number => Get($"/en/search?q={Word(number)}")),
                    ("invented query keys", number => Get($"/en?k{number}=1")),
                    (
                        "made-up visits",
                        number => new HttpRequestMessage(HttpMethod.Post, "/visits")
                        {
                            Content = new StringContent($"/en/made-up-{number}"),
                        }
                    ),
                ]
        )
        {
            using var stop = new CancellationTokenSource();
            var statuses = new ConcurrentDictionary<int, int>();
            var flood = Task.WhenAll(
                Enumerable.Range(0, Senders).Select(sender => SendAsync(client, sender, ask, statuses, stop))
            );
            var page = await ReadAsync(client, "/en", Duration);
            var search = await ReadAsync(client, "/en/search?q=title", Duration);
            await stop.CancelAsync();
            await flood;
            var sent = statuses.Values.Sum();
            report.Add(
                $"Flood of {name}",
                page.Failed + search.Failed == 0,
                $"{sent / (2 * Duration.TotalSeconds):F0} a second, {100.0 * statuses.GetValueOrDefault(429) / Math.Max(1, sent):F0} % refused; a reader elsewhere: page {quiet.Median:F1} → {page.Median:F1} ms (p99 {quiet.P99:F1} → {page.P99:F1}), search {quietSearch.Median:F1} → {search.Median:F1} ms"
            );
        }

        Console.Error.WriteLine($"at most {running.PeakMemory >> 20} MB");
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static string Word(int number)
    {
        var random = new Random(number);
        return new string([.. Enumerable.Range(0, 90).Select(_ => (char)('a' + random.Next(26)))]);
    }

    private static async Task SendAsync(
        HttpClient client,
        int sender,
        Func<int, HttpRequestMessage> ask,
        ConcurrentDictionary<int, int> statuses,
        CancellationTokenSource stop
    )
    {
        for (var number = sender; !stop.IsCancellationRequested; number += Senders)
        {
            using var request = ask(number);
            request.Headers.Add("X-Forwarded-For", "203.0.113.66");
            using var answer = await client.SendAsync(request, CancellationToken.None);
            statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
        }
    }

    /// <summary>One reader, four requests a second.</summary>
    private static async Task<(double Median, double P99, int Failed)> ReadAsync(
        HttpClient client,
        string path,
        TimeSpan duration
    )
    {
        var (times, failed) = (new List<double>(), 0);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < duration)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-For", "198.51.100.7");
            var asked = TimeProvider.System.GetTimestamp();
            using var answer = await client.SendAsync(request);
            times.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
            failed += answer.IsSuccessStatusCode ? 0 : 1;
            await Task.Delay(250);
        }

        times.Sort();
        return (times[times.Count / 2], times[(int)(times.Count * 0.99)], failed);
    }
}
