using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

public sealed class VerifyCommandTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_valid_journal_is_verified(Provider provider)
    {
        await using var database = await FilledAsync(provider);

        var run = await VerifyAsync(database);

        run.Code.ShouldBe(0, run.Errors);
        run.Output.ShouldStartWith("Verified: 5 journal entries, 0 rows, 0 checkpoints. Checkpoint: 5:");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_row_altered_by_hand_is_reported_and_the_command_fails(Provider provider)
    {
        await using var database = await FilledAsync(provider);
        await database.TamperAsync("UPDATE journal SET data = '[]' WHERE seq = 3");

        var run = await VerifyAsync(database);

        run.Code.ShouldBe(1);
        run.Errors.ShouldStartWith("The journal is broken: entry 3 was altered");
    }

    [Fact]
    public async Task A_missing_database_is_reported_with_the_fix()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandLine.RunAsync(new StorageSettings(folder.Path, null), "verify");

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain("Start the site once, or set Concord__DataDirectory");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    private static Task<(int Code, string Output, string Errors)> VerifyAsync(TestDatabase database) =>
        CommandLine.RunAsync(database.Settings, "verify");

    private static async Task<TestDatabase> FilledAsync(Provider provider)
    {
        var database = await Providers.OpenAsync(provider);
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        for (var number = 1; number <= 5; number++)
        {
            db.Record(TestEvent.Numbered(number));
        }

        await db.SaveChangesAsync();
        return database;
    }
}
