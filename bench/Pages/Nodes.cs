using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concord.Bench.Pages;

/// <summary>
/// Three nodes on one PostgreSQL database: how long after the commit of a correction each node's page shows it, with nothing
/// else to do and with all cores busy answering readers. Held against LISTEN and NOTIFY of PostgreSQL, the fastest way a commit
/// can be known elsewhere.
/// </summary>
internal static class Nodes
{
    private const int Count = 3;
    private const int FirstPort = 5191;
    private const string Slug = "bench-nodes";
    private const string Page = $"/en/news/{Slug}";
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Actor Editor = Actor.Command("bench");

    public static async Task<int> RunAsync(int changes)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        var postgres = await Programs.PostgresAsync();
        var connection = await postgres.CreateDatabaseAsync();
        var sites = new List<Site>();
        var servers = new List<Server>();
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/program");
            for (var node = 0; node < Count; node++)
            {
                sites.Add(new Site($"{folder}/program", $"{folder}/node-{node}", FirstPort + node, connection));
                // Documents of the bench are of the present day.
                servers.Add(sites[node].Start(("Concord__SiteDate", "")));
            }

            foreach (var site in sites)
            {
                await site.UntilAsync("/en", page => page.Length > 0);
            }

            await using var database = await TestDatabase.OpenAsync(
                new StorageSettings($"{folder}/editor", connection),
                new Dictionary<string, string?> { ["Concord:Languages:2"] = "fr", ["Concord:Languages:3"] = "ckb" }
            );
            await AddDocumentAsync(database);
            foreach (var site in sites)
            {
                await site.UntilAsync(Page, page => page.Length > 0);
            }

            var notified = await NotifyAsync(connection, changes);
            Report("LISTEN and NOTIFY", notified, notified);
            var quiet = await MeasureAsync(database, 0, changes);
            Report("nothing else to do", quiet, notified);
            var load = sites.ConvertAll(site =>
                Programs.RunAsync("wrk", $"-t1 -c16 -d{changes + 10}s http://127.0.0.1:{site.Port}/en")
            );
            var busy = await MeasureAsync(database, changes, changes);
            Report("readers on every node", busy, notified);
            foreach (var output in await Task.WhenAll(load))
            {
                Console.WriteLine(output.Split('\n').First(line => line.StartsWith("Requests/sec", StringComparison.Ordinal)));
            }

            return quiet[^1] <= Allowed.TotalMilliseconds && busy[^1] <= Allowed.TotalMilliseconds ? 0 : 1;
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
            sites.ForEach(site => site.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AddDocumentAsync(TestDatabase database)
    {
        var draft = new Draft(Slug, "en", "A title", "A summary.", "A text.") { Kind = "story" };
        await DoAsync<SaveDraft>(database, command => command.RunAsync(draft, Editor, default));
        await DoAsync<Release>(database, command => command.RunAsync(Slug, languages: null, reason: null, Editor, default));
    }

    /// <returns>For each change and node, the milliseconds from the commit to the first page that shows it, in order.</returns>
    private static async Task<List<double>> MeasureAsync(TestDatabase database, int from, int changes)
    {
        using var client = new HttpClient();
        var delays = new ConcurrentBag<double>();
        var random = new Random(24);
        for (var number = from + 1; number <= from + changes; number++)
        {
            // Not in step with the nodes, which look at the journal at intervals of their own.
            await Task.Delay(random.Next(300));
            var notice = string.Create(CultureInfo.InvariantCulture, $"Correction {number}.");
            await DoAsync<Correct>(database, command => command.RunAsync(Slug, "en", notice, reason: null, Editor, default));
            var committed = Stopwatch.GetTimestamp();
            await Task.WhenAll(
                Enumerable
                    .Range(FirstPort, Count)
                    .Select(async port =>
                    {
                        while (!(await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}{Page}"))).Contains(notice))
                        {
                            if (Stopwatch.GetElapsedTime(committed) > Patience)
                            {
                                throw new InvalidOperationException($"The node on port {port} never showed “{notice}”");
                            }

                            await Task.Delay(5);
                        }

                        delays.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
                    })
            );
        }

        return [.. delays.Order()];
    }

    private static async Task<List<double>> NotifyAsync(string connection, int changes)
    {
        var listeners = new List<NpgsqlConnection>();
        var delays = new ConcurrentBag<double>();
        var committed = 0L;
        await using var sender = new NpgsqlConnection(connection);
        await sender.OpenAsync();
        for (var node = 0; node < Count; node++)
        {
            var listener = new NpgsqlConnection(connection);
            listeners.Add(listener);
            await listener.OpenAsync();
            listener.Notification += (_, _) =>
                delays.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref committed)).TotalMilliseconds);
            await RunAsync(listener, "LISTEN bench");
        }

        for (var change = 0; change < changes; change++)
        {
            var waits = listeners.ConvertAll(listener => listener.WaitAsync());
            Volatile.Write(ref committed, Stopwatch.GetTimestamp());
            await RunAsync(sender, "NOTIFY bench");
            await Task.WhenAll(waits);
        }

        foreach (var listener in listeners)
        {
            await listener.DisposeAsync();
        }

        return [.. delays.Order()];
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task DoAsync<T>(TestDatabase database, Func<T, Task<NewsroomResult>> run)
        where T : notnull
    {
        await using var scope = database.Scope();
        var result = await run(scope.ServiceProvider.GetRequiredService<T>());
        if (!result.IsDone)
        {
            throw new InvalidOperationException($"{typeof(T).Name}: {result.Code}.");
        }
    }

    private static void Report(string what, List<double> delays, List<double> notified)
    {
        double At(List<double> all, int percent) => all[Math.Min(all.Count - 1, all.Count * percent / 100)];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {delays.Count} pages, median {At(delays, 50):F1} ms, 99th {At(delays, 99):F1} ms, longest {delays[^1]:F1} ms; {At(delays, 50) / At(notified, 50):F0} times the median of a notification"
            )
        );
    }
}
