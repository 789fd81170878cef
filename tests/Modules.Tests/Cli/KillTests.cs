using System.Diagnostics;
using System.Globalization;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

/// <summary>
/// The process is killed many times, at any moment from its start: what it reported as done is stored, what it did not
/// report is stored completely or not at all, the chain holds, and the next start needs no repair.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 7;

    /// <summary>Further rounds where the machine became faster than measured, so that the kills came too late.</summary>
    private const int MaxRounds = 14;

    /// <summary>Kills before the report, at least.</summary>
    private const int MinUnreported = 2;
    private const int Texts = 120;
    private const int Seed = 20200323;

    /// <summary>Output of both programs when a content pack was loaded.</summary>
    private const string Said = " added, ";

    private readonly SmallPack pack = new();
    private readonly TemporaryFolder folder = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Committed_writes_survive_a_kill(Provider provider)
    {
        var settings = new StorageSettings(folder.Path, await Providers.ConnectionAsync(provider));
        var random = new Random(Seed);
        foreach (var milliseconds in (int[])[400, 700, 1000])
        {
            // During the first migration.
            await using var first = Start(settings, byCommand: false);
            await Task.Delay(milliseconds);
            await first.KillAsync();
        }

        var whole = await TimeAsync(settings, round: 1);
        var (known, unsaid, round) = (new HashSet<int> { 1 }, 0, 2);
        for (; round <= Rounds || (unsaid < MinUnreported && round <= MaxRounds); round++)
        {
            WriteTexts(round);
            await using var run = Start(settings, byCommand: true);
            if (round % 3 == 0)
            {
                // The moment after the report matters most.
                await run.WaitForAsync(Said);
            }
            else
            {
                await Task.Delay(whole * (0.15 + (0.7 * random.NextDouble())));
            }

            await run.KillAsync();
            var isAcknowledged = run.Output.Contains(Said, StringComparison.Ordinal);
            unsaid += isAcknowledged ? 0 : 1;
            // A shared machine is sometimes slow: the time of the kill is adjusted to the measured duration.
            whole *= isAcknowledged ? 0.6 : 1.15;

            var found = await RoundsInDatabaseAsync(settings);

            // A killed import is complete up to a batch; each text is whole, and none is older than before.
            found.ShouldBeSubsetOf(isAcknowledged ? [round] : [.. known, round]);
            known = found;
        }

        WriteTexts(round);
        await using var last = Start(settings, byCommand: true);
        (await last.EndAsync()).ShouldBe(0, last.Errors);
        (await RoundsInDatabaseAsync(settings)).ShouldBe([round]);
        unsaid.ShouldBeGreaterThanOrEqualTo(MinUnreported);
    }

    [Fact]
    public async Task A_lock_of_a_killed_migration_blocks_nobody()
    {
        var settings = new StorageSettings(folder.Path, null);
        await using (var connection = new SqliteConnection($"Data Source={settings.DatabaseFile};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2020-10-01 00:00:00+00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var database = await TestDatabase.OpenAsync(settings).WaitAsync(TimeSpan.FromMinutes(2));

        (await RoundsInDatabaseAsync(settings)).ShouldBeEmpty();
    }

    public void Dispose()
    {
        pack.Dispose();
        folder.Dispose();
    }

    /// <summary>Loads a round without killing it, and returns how long it took on this machine.</summary>
    private async Task<TimeSpan> TimeAsync(StorageSettings settings, int round)
    {
        WriteTexts(round);
        var watch = Stopwatch.StartNew();
        await using var run = Start(settings, byCommand: true);
        (await run.EndAsync()).ShouldBe(0, run.Errors);
        (await RoundsInDatabaseAsync(settings)).ShouldBe([round]);
        return watch.Elapsed;
    }

    /// <summary>All texts name the round in which they were written.</summary>
    private void WriteTexts(int round)
    {
        for (var number = 0; number < Texts; number++)
        {
            pack.Document(
                string.Create(CultureInfo.InvariantCulture, $"text-{number}"),
                "kind: story\ndate: 2020-10-01",
                string.Create(CultureInfo.InvariantCulture, $"Text {number}"),
                string.Create(CultureInfo.InvariantCulture, $"Round {round}.")
            );
        }
    }

    private ProgramRun Start(StorageSettings settings, bool byCommand)
    {
        (string, string)[] all = [.. ProgramRun.SettingsOf(settings), ("Concord__ContentDirectory", pack.Path)];
        return byCommand
            ? new ProgramRun("concord", all, "import", "content", pack.Path)
            : new ProgramRun("Concord.Web", all, "--urls", "http://127.0.0.1:0");
    }

    /// <returns>The rounds of the texts, empty where there are none; the record has been verified.</returns>
    private static async Task<HashSet<int>> RoundsInDatabaseAsync(StorageSettings settings)
    {
        await using var database = await TestDatabase.OpenAsync(settings);
        await using var scope = database.Scope();
        var verifier = scope.ServiceProvider.GetRequiredService<RecordVerifier>();
        (await verifier.VerifyAsync([], progress: null, default)).IsGood.ShouldBeTrue();
        var bodies = await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Edition>()
            .Where(edition => edition.Document.Slug.StartsWith("text-"))
            .SelectMany(edition => edition.Releases.Where(release => release.Number == edition.PublicRevision))
            .Select(release => release.Body)
            .ToListAsync();
        bodies.Count.ShouldBeOneOf(0, Texts);
        return [.. bodies.Select(body => int.Parse(body.Trim()["Round ".Length..^1], CultureInfo.InvariantCulture))];
    }
}
