using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

/// <summary>What tests of backups need: a small pack, a folder for archives, empty databases to restore into.</summary>
internal sealed class BackupFiles : IDisposable
{
    public SmallPack Pack { get; } = new();

    public TemporaryFolder Folder { get; } = new();

    public string Archive => Path.Combine(Folder.Path, "concord.backup");

    public void Dispose()
    {
        Pack.Dispose();
        Folder.Dispose();
    }

    public async Task<StorageSettings> EmptyAsync(Provider provider, string name = "target")
    {
        string? connection = null;
        if (provider == Provider.Postgres)
        {
            var server = await PostgresServer.GetAsync();
            Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
            connection = await server!.CreateDatabaseAsync();
        }

        return new StorageSettings(Path.Combine(Folder.Path, name), connection);
    }

    public static async Task LoadAsync(TestDatabase database, string path, bool languages = true)
    {
        await using var scope = database.Scope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(path, default, Actor.Command("test"), progress: null, default);
        (languages ? outcome.Problems : []).ShouldBeEmpty();
    }

    public static async Task<Checkpoint> HeadAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return (await scope.ServiceProvider.GetRequiredService<JournalReader>().HeadAsync(default))!;
    }
}
