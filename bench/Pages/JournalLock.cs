using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concord.Bench.Pages;

/// <summary>
/// How long saves hold the lock on the head of the journal: drafts saved by one writer and by four at once, and a content import. Held
/// against the smallest transaction that does the same on the same database: lock one row, insert one row, commit.
/// </summary>
internal static class JournalLock
{
    private const int Writers = 4;
    private const int Alone = 1;
    private const int SavesAlone = 2000;
    private static readonly Actor Editor = Actor.Command("bench");

    public static async Task<int> RunAsync(int saves, bool isPostgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        var server = isPostgres ? await Programs.PostgresAsync() : null;
        try
        {
            var held = new ConcurrentQueue<double>();
            using var listener = Listen(held);
            var connection = server is null ? null : await server.CreateDatabaseAsync();
            await using var database = await TestDatabase.OpenAsync(
                new StorageSettings($"{folder}/data", connection),
                new Dictionary<string, string?> { ["Concord:Languages:2"] = "fr", ["Concord:Languages:3"] = "ckb" }
            );
            Console.WriteLine(
                $"{(isPostgres ? "PostgreSQL" : "SQLite")}, {SavesAlone} saves of one writer, {saves} of each of four"
            );
            await EachAsync(Writers, 20, (writer, number) => SaveAsync(database, writer, number));
            var one = await MeasureAsync(
                held,
                () => EachAsync(Alone, SavesAlone, (_, number) => SaveAsync(database, 0, number + 100))
            );
            var many = await MeasureAsync(
                held,
                () => EachAsync(Writers, saves, (writer, number) => SaveAsync(database, writer, number + 10_000))
            );
            var import = await MeasureAsync(held, () => ImportAsync(database));
            var (bareOne, bareMany) = (
                await BareAsync(server, $"{folder}/one.db", Alone, SavesAlone),
                await BareAsync(server, $"{folder}/many.db", Writers, saves)
            );
            Report("drafts, one writer", one, bareOne);
            Report("drafts, four writers at once", many, bareMany);
            Report("import of the demonstration", import, bareOne);
            Report("smallest transaction, one writer", bareOne, bareOne);
            Report("smallest transaction, four writers at once", bareMany, bareMany);
            return one[one.Count * 99 / 100] <= 5 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static MeterListener Listen(ConcurrentQueue<double> held)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == JournalMetrics.LockHeld)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => held.Enqueue(seconds * 1000));
        listener.Start();
        return listener;
    }

    private static async Task<List<double>> MeasureAsync(ConcurrentQueue<double> held, Func<Task> work)
    {
        held.Clear();
        await work();
        return [.. held.Order()];
    }

    private static Task EachAsync(int writers, int times, Func<int, int, Task> act) =>
        Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var number = 0; number < times; number++)
                        {
                            await act(writer, number);
                        }
                    })
                )
        );

    private static async Task SaveAsync(TestDatabase database, int writer, int number)
    {
        await using var scope = database.Scope();
        var text = string.Concat(Enumerable.Repeat($"Paragraph {number} of a text of usual length. ", 100));
        var draft = new Draft($"bench-{writer}", "en", "A title", "A summary.", text) { Kind = "story" };
        var result = await scope.ServiceProvider.GetRequiredService<SaveDraft>().RunAsync(draft, Editor, default);
        if (!result.IsDone)
        {
            throw new InvalidOperationException($"The draft was not saved: {result.Code}.");
        }
    }

    private static async Task ImportAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var result = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(HomeDirectory.Shipped("content"), default, Editor, progress: null, default);
        if (result.Counts.Added == 0)
        {
            throw new InvalidOperationException($"Nothing was imported: {string.Join("; ", result.Problems)}.");
        }
    }

    private static async Task<List<double>> BareAsync(PostgresServer? server, string file, int writers, int saves)
    {
        var connection = server is null ? null : await server.CreateDatabaseAsync();
        DbConnection Open() =>
            connection is null
                ? new SqliteConnection($"Data Source={file};Default Timeout=30")
                : new NpgsqlConnection(connection);
        await using (var first = Open())
        {
            await first.OpenAsync();
            await RunAsync(first, null, connection is null ? "PRAGMA journal_mode = WAL" : "SELECT 1");
            await RunAsync(first, null, "CREATE TABLE head (id INTEGER PRIMARY KEY, seq BIGINT NOT NULL)");
            await RunAsync(first, null, "CREATE TABLE log (seq BIGINT PRIMARY KEY, data TEXT NOT NULL)");
            await RunAsync(first, null, "INSERT INTO head VALUES (1, 0)");
        }

        var held = new ConcurrentQueue<double>();
        var data = new string('x', 600);
        await EachAsync(
            writers,
            saves,
            async (_, _) =>
            {
                await using var own = Open();
                await own.OpenAsync();
                await using var transaction = await own.BeginTransactionAsync();
                await RunAsync(own, transaction, "UPDATE head SET seq = seq + 1 WHERE id = 1");
                var clock = Stopwatch.GetTimestamp();
                await RunAsync(own, transaction, $"INSERT INTO log SELECT seq, '{data}' FROM head");
                await transaction.CommitAsync();
                held.Enqueue(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }
        );
        return [.. held.Order()];
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string text)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }

    private static void Report(string what, List<double> held, List<double> bare)
    {
        double At(List<double> all, int percent) => all[Math.Min(all.Count - 1, all.Count * percent / 100)];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {held.Count} locks, median {At(held, 50):F2} ms, 99th {At(held, 99):F2} ms, longest {held[^1]:F2} ms; {At(held, 50) / At(bare, 50):F1} and {At(held, 99) / At(bare, 99):F1} times the smallest transaction"
            )
        );
    }
}
