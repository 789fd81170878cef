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
/// The process is killed again and again, at any moment from its first breath: what it said was done is there, what it
/// did not say is there whole or not at all, the chain holds, and the next start needs no hand.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 9;
    private const int Texts = 120;
    private const int Seed = 20200323;

    /// <summary>What both programs say when a pack is loaded.</summary>
    private const string Said = " added, ";

    private readonly SmallPack pack = new();
    private readonly TemporaryFolder folder = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Nothing_acknowledged_is_lost(Provider provider)
    {
        var settings = new StorageSettings(folder.Path, await Providers.ConnectionAsync(provider));
        var random = new Random(Seed);
        foreach (var milliseconds in (int[])[400, 700, 1000])
        {
            // Somewhere in the first migration.
            await using var first = Start(settings, byCommand: false);
            await Task.Delay(milliseconds);
            await first.KillAsync();
        }

        var whole = await TimeAsync(settings, round: 1);
        var (known, unsaid) = (1, 0);
        for (var round = 2; round <= Rounds; round++)
        {
            WriteTexts(round);
            await using var run = Start(settings, byCommand: round % 2 == 0);
            if (round % 3 == 0)
            {
                // The moment after it said so is the one that matters most.
                await run.WaitForAsync(Said);
            }
            else
            {
                await Task.Delay(whole * (0.15 + (0.7 * random.NextDouble())));
            }

            await run.KillAsync();
            var isAcknowledged = run.Output.Contains(Said, StringComparison.Ordinal);
            unsaid += isAcknowledged ? 0 : 1;
            // A shared machine is now slow and now fast: the time of the kill is drawn to where it matters.
            whole *= isAcknowledged ? 0.6 : 1.15;

            var found = await RoundInDatabaseAsync(settings);

            found.ShouldBeOneOf(isAcknowledged ? [round] : [known, round]);
            known = found;
        }

        WriteTexts(Rounds + 1);
        await using var last = Start(settings, byCommand: true);
        (await last.EndAsync()).ShouldBe(0, last.Errors);
        (await RoundInDatabaseAsync(settings)).ShouldBe(Rounds + 1);
        unsaid.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_lock_left_by_a_migration_that_was_killed_holds_nobody_up()
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

        (await RoundInDatabaseAsync(settings)).ShouldBe(0);
    }

    public void Dispose()
    {
        pack.Dispose();
        folder.Dispose();
    }

    /// <summary>Loads a round without being killed, and says how long it took on this machine.</summary>
    private async Task<TimeSpan> TimeAsync(StorageSettings settings, int round)
    {
        WriteTexts(round);
        var watch = Stopwatch.StartNew();
        await using var run = Start(settings, byCommand: true);
        (await run.EndAsync()).ShouldBe(0, run.Errors);
        (await RoundInDatabaseAsync(settings)).ShouldBe(round);
        return watch.Elapsed;
    }

    /// <summary>All texts say the round they were written in, so that half a round would show.</summary>
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

    /// <returns>The one round that all texts are of, 0 where there are none; the journal has been proved.</returns>
    private static async Task<int> RoundInDatabaseAsync(StorageSettings settings)
    {
        await using var database = await TestDatabase.OpenAsync(settings);
        await using var scope = database.Scope();
        var verifier = scope.ServiceProvider.GetRequiredService<RecordVerifier>();
        (await verifier.VerifyAsync([], progress: null, default)).IsGood.ShouldBeTrue();
        var bodies = await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Edition>()
            .Where(edition => edition.Document.Slug.StartsWith("text-"))
            .SelectMany(edition => edition.Revisions.Where(revision => revision.Number == edition.PublicRevision))
            .Select(revision => revision.Body)
            .ToListAsync();
        bodies.Count.ShouldBeOneOf(0, Texts);
        return bodies.Count == 0
            ? 0
            : int.Parse(bodies.Distinct().ShouldHaveSingleItem().Trim()["Round ".Length..^1], CultureInfo.InvariantCulture);
    }
}
