using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Concord.TestKit;

namespace Concord.Bench.Attacks;

/// <summary>
/// Invented hosts, languages, query keys, page numbers, searches and API calls from one network as fast as wrk can send
/// them, while a reader of another network opens cached pages. The sender runs with the lowest priority, since an attacker
/// is not on the same machine: it takes what the site leaves.
/// </summary>
internal static partial class FullSpeedFlood
{
    private const string Public = "coalition.example";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    /// <summary>What the sender asks for, as Lua: path and host of request number n.</summary>
    private static readonly (string Name, string Path, string Host)[] Floods =
    [
        ("invented hosts", "'/en'", "'h' .. n .. '.example'"),
        ("invented languages", "'/x' .. n .. '/news'", $"'{Public}'"),
        ("invented query keys", "'/en/news?k' .. n .. '=1'", $"'{Public}'"),
        ("page numbers", "'/en/news?page=' .. n", $"'{Public}'"),
        ("searches", "'/en/search?q=w' .. n", $"'{Public}'"),
        ("API calls", "'/api/v1/documents?limit=' .. (n % 100 + 1) .. '&cursor=' .. n", $"'{Public}'"),
    ];

    public static async Task RunAsync(Report report, int minutes)
    {
        using var site = new Installation();
        await using var running = site.Start(("Concord__PublicAddress", $"https://{Public}"));
        var address = new Uri((await running.WaitForAsync("Concord is at "))["Concord is at ".Length..].Trim());
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        await ReadAsync(client, TimeSpan.FromSeconds(10));
        var before = await ReadAsync(client, Duration);
        var readers = new List<(string Name, (double PerSecond, double Refused) Sent, Latency Reader)>();
        foreach (var (name, path, host) in Floods)
        {
            using var flood = Send(site, address, path, host, Duration + TimeSpan.FromSeconds(2));
            await Task.Delay(TimeSpan.FromSeconds(1));
            var reader = await ReadAsync(client, Duration);
            readers.Add((name, await SentAsync(flood), reader));
        }

        // Measured on both sides, since a site that has just started is slower.
        var after = await ReadAsync(client, Duration);
        var quiet = before.P99 < after.P99 ? before : after;
        foreach (var (name, sent, reader) in readers)
        {
            report.Add(
                $"Full-speed flood of {name}",
                reader.Failed == 0 && reader.P99 <= quiet.P99 * 2,
                $"{sent.PerSecond:F0} a second, {sent.Refused:F0} % of them refused; a reader elsewhere: median {quiet.Median:F2} → {reader.Median:F2} ms, p99 {quiet.P99:F2} → {reader.P99:F2} ms, {reader.Failed} of {reader.Count} failed"
            );
        }

        await MemoryAsync(report, site, running, client, address, minutes);
    }

    /// <summary>All floods in turn, a minute each; at the end memory is compared with the most of the first turn.</summary>
    private static async Task MemoryAsync(
        Report report,
        Installation site,
        ProgramRun running,
        HttpClient client,
        Uri address,
        int minutes
    )
    {
        var memory = new List<long>();
        var failed = 0;
        for (var minute = 0; minute < minutes; minute++)
        {
            var (_, path, host) = Floods[minute % Floods.Length];
            using var flood = Send(site, address, path, host, TimeSpan.FromSeconds(60));
            failed += (await ReadAsync(client, TimeSpan.FromSeconds(58))).Failed;
            await flood.WaitForExitAsync();
            memory.Add(running.Memory >> 20);
        }

        report.Add(
            $"Memory over {minutes} minutes of floods",
            failed == 0 && memory[^1] <= memory.Take(Floods.Length).Max() * 1.1,
            $"after each minute {string.Join(", ", memory)} MB; {failed} requests of the reader failed"
        );
    }

    private static Process Send(Installation site, Uri address, string path, string host, TimeSpan duration)
    {
        site.Write(
            "flood.lua",
            $$"""
            local n = math.random(1000000)
            request = function()
              n = n + 1
              return wrk.format("GET", {{path}}, { ["Host"] = {{host}}, ["X-Forwarded-For"] = "203.0.113.66" })
            end
            """
        );
        var arguments = string.Create(
            CultureInfo.InvariantCulture,
            $"-n 19 wrk -t2 -c32 -d{duration.TotalSeconds:F0}s -s {site.PathOf("flood.lua")} {address}"
        );
        return Process.Start(new ProcessStartInfo("nice", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    /// <returns>Requests a second, and how many in a hundred were answered with an error, 429 among them.</returns>
    private static async Task<(double PerSecond, double Refused)> SentAsync(Process flood)
    {
        var output = await flood.StandardOutput.ReadToEndAsync();
        await flood.WaitForExitAsync();
        double Number(Regex regex) =>
            regex.Match(output) is { Success: true } match
                ? double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
                : 0;
        return (Number(PerSecond()), 100 * Number(Errors()) / Math.Max(1, Number(Requests())));
    }

    /// <summary>One reader, fifty cached pages a second.</summary>
    private static async Task<Latency> ReadAsync(HttpClient client, TimeSpan duration)
    {
        var (times, failed) = (new List<double>(), 0);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < duration)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/en");
            request.Headers.Host = Public;
            request.Headers.Add("X-Forwarded-For", "198.51.100.7");
            var asked = TimeProvider.System.GetTimestamp();
            using var answer = await client.SendAsync(request);
            times.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
            failed += answer.IsSuccessStatusCode ? 0 : 1;
            await Task.Delay(20);
        }

        times.Sort();
        return new Latency(times[times.Count / 2], times[(int)(times.Count * 0.99)], times.Count, failed);
    }

    /// <summary>Milliseconds.</summary>
    private sealed record Latency(double Median, double P99, int Count, int Failed);

    [GeneratedRegex(@"Requests/sec:\s+(?<number>[\d.]+)", RegexOptions.None, 10_000)]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"(?<number>\d+) requests in", RegexOptions.None, 10_000)]
    private static partial Regex Requests();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (?<number>\d+)", RegexOptions.None, 10_000)]
    private static partial Regex Errors();
}
