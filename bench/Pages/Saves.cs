using System.Diagnostics;
using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Bench.Pages;

/// <summary>
/// How long it takes to save one language of a document, and to release all its languages together, beside a large archive
/// and with many languages. Held against the smallest transaction on the same kind of database that inserts as many rows.
/// </summary>
internal static class Saves
{
    private const int Rounds = 60;
    private static readonly int[] LanguageCounts = [6, 50];
    private static readonly Actor Editor = Actor.Command("bench");
    private static readonly string Body = string.Concat(Enumerable.Repeat("A paragraph of a text, as long as most are.\n\n", 60));

    public static async Task<int> RunAsync(int documents)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await Programs.PublishAsync("tests/Seed", $"{folder}/program/seed");
            var texts = MakeLanguages($"{folder}/texts", LanguageCounts.Max());
            Console.WriteLine(
                "| archive | languages | save, p50 / p95 ms | release of all, p50 / p95 ms | bare transaction, p50 / p95 ms | release of bare |"
            );
            Console.WriteLine("|---|---|---|---|---|---|");
            foreach (var size in new[] { 0, documents })
            {
                var data = $"{folder}/data-{size}";
                if (size > 0)
                {
                    using var site = new Site($"{folder}/program", data, 5183);
                    await site.SeedAsync($"--documents {size} --yes");
                }

                foreach (var languages in LanguageCounts)
                {
                    await MeasureAsync(data, texts, size, languages, $"{folder}/bare-{size}-{languages}.db");
                }
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string data, string texts, int size, int count, string bare)
    {
        var codes = Enumerable.Range(1, count).Select(CodeOf).ToList();
        var settings = codes
            .Select((code, at) => ($"Concord:Languages:{at.ToString(CultureInfo.InvariantCulture)}", code))
            .Append(("Concord:TextsDirectory", texts))
            .ToDictionary(pair => pair.Item1, string? (pair) => pair.Item2);
        await using var database = await TestDatabase.OpenAsync(new StorageSettings(data, null), settings);
        var (saves, releases) = (new List<double>(), new List<double>());
        for (var round = -5; round < Rounds; round++)
        {
            var slug = $"bench-{size}-{count}-{round + 5}";
            foreach (var code in codes)
            {
                var save = await TimeAsync(() =>
                    WithAsync<SaveDraft>(
                        database,
                        command =>
                            command.RunAsync(
                                new Draft(slug, code, $"Title in {code}", "A summary.", Body) { Kind = "story" },
                                Editor,
                                default
                            )
                    )
                );
                Keep(saves, save, round);
            }

            var release = await TimeAsync(() =>
                WithAsync<Release>(database, command => command.RunAsync(slug, languages: null, reason: null, Editor, default))
            );
            Keep(releases, release, round);
        }

        var smallest = await BareAsync(bare, count);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {size} | {count} | {At(saves, 0.5):F1} / {At(saves, 0.95):F1} | {At(releases, 0.5):F1} / {At(releases, 0.95):F1} | {At(smallest, 0.5):F1} / {At(smallest, 0.95):F1} | {At(releases, 0.5) / At(smallest, 0.5):F1} |"
            )
        );
    }

    /// <summary>One transaction that inserts a row with the text for each language.</summary>
    private static async Task<List<double>> BareAsync(string file, int rows)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, "PRAGMA journal_mode=WAL");
        await RunAsync(connection, "CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT)");
        var times = new List<double>();
        for (var round = -5; round < Rounds; round++)
        {
            var time = await TimeAsync(async () =>
            {
                await using var transaction = await connection.BeginTransactionAsync();
                for (var row = 0; row < rows; row++)
                {
                    await using var insert = connection.CreateCommand();
                    insert.Transaction = (SqliteTransaction)transaction;
                    insert.CommandText = "INSERT INTO texts (body) VALUES (@body)";
                    insert.Parameters.AddWithValue("@body", Body);
                    await insert.ExecuteNonQueryAsync();
                }

                await transaction.CommitAsync();
            });
            Keep(times, time, round);
        }

        return times;
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task WithAsync<T>(TestDatabase database, Func<T, Task<NewsroomResult>> run)
        where T : notnull
    {
        await using var scope = database.Scope();
        var result = await run(scope.ServiceProvider.GetRequiredService<T>());
        if (!result.IsDone)
        {
            throw new InvalidOperationException($"{result.Code} {result.Detail}");
        }
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>The first rounds warm up.</summary>
    private static void Keep(List<double> times, double time, int round)
    {
        if (round >= 0)
        {
            times.Add(time);
        }
    }

    private static double At(List<double> times, double part) =>
        times.Order().ElementAt(Math.Min(times.Count - 1, (int)(times.Count * part)));

    /// <summary>The English texts under many codes: more languages than are written.</summary>
    private static string MakeLanguages(string folder, int count)
    {
        var source = HomeDirectory.Shipped("texts/en");
        foreach (var code in Enumerable.Range(1, count).Select(CodeOf))
        {
            var own = Directory.CreateDirectory(Path.Combine(folder, code)).FullName;
            foreach (var file in Directory.EnumerateFiles(source))
            {
                File.Copy(file, Path.Combine(own, Path.GetFileName(file)));
            }
        }

        return folder;
    }

    /// <summary>Codes that no language has, from <c>qaa</c>.</summary>
    private static string CodeOf(int number) => $"q{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
}
