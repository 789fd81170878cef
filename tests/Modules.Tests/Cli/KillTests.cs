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
        var (known, unsaid) = (new HashSet<int> { 1 }, 0);
        for (var round = 2; round <= Rounds; round++)
        {
            WriteTexts(round);
            await using var run = Start(settings, byCommand: true);
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

            var found = await RoundsInDatabaseAsync(settings);

            // An import that was killed is complete up to a batch; each text is whole, and none is older than before.
            found.ShouldBeSubsetOf(isAcknowledged ? [round] : [.. known, round]);
            known = found;
        }

        WriteTexts(Rounds + 1);
        await using var last = Start(settings, byCommand: true);
        (await last.EndAsync()).ShouldBe(0, last.Errors);
        (await RoundsInDatabaseAsync(settings)).ShouldBe([Rounds + 1]);
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

        (await RoundsInDatabaseAsync(settings)).ShouldBeEmpty();
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
        (await RoundsInDatabaseAsync(settings)).ShouldBe([round]);
        return watch.Elapsed;
    }

    /// <summary>All texts name the round they were written in.</summary>
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

    /// <returns>The rounds that the texts are of, empty where there are none; the record has been verified.</returns>
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
