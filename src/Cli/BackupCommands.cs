using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord backup FILE</c> and <c>concord restore FILE</c>.</summary>
internal static class BackupCommands
{
    public static Command Backup()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The archive to write; it must not exist." };
        var command = new Command("backup", "Writes everything there is into one archive, while the site goes on.") { file };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    "Writing the backup",
                    "written",
                    (services, progress) =>
                        services
                            .GetRequiredService<BackupWriter>()
                            .RunAsync(parsed.GetRequiredValue(file).FullName, progress, cancellation),
                    needsDatabase: true
                )
        );
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "An archive that “concord backup” wrote." };
        var command = new Command("restore", "Restores an archive into an empty database and proves it.") { file };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    "Restoring the backup",
                    "restored and proved",
                    (services, progress) =>
                        services
                            .GetRequiredService<BackupReader>()
                            .RunAsync(parsed.GetRequiredValue(file).FullName, progress, cancellation),
                    needsDatabase: false
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string title,
        string done,
        Func<IServiceProvider, IProgress<(long Done, long Total)>?, Task<BackupManifest>> work,
        bool needsDatabase
    )
    {
        await using var services = CommandServices.Open();
        var settings = services.GetRequiredService<StorageSettings>();
        if (needsDatabase && !settings.IsPostgres && !File.Exists(settings.DatabaseFile))
        {
            await Console.Error.WriteLineAsync(
                $"There is no database at {settings.DatabaseFile}. Set Concord__DataDirectory or ConnectionStrings__Concord."
            );
            return 2;
        }

        try
        {
            await using var scope = services.CreateAsyncScope();
            var manifest = await WithProgressAsync(title, progress => work(scope.ServiceProvider, progress));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The backup was {done}: {manifest.Parts.Sum(part => part.Rows)} rows, journal entry {manifest.JournalSeq}, head {manifest.JournalHash}."
                )
            );
            return 0;
        }
        catch (Exception failure)
            when (failure is BackupException or SchemaException or DbException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure is BackupException ? 1 : 2;
        }
    }

    private static async Task<BackupManifest> WithProgressAsync(
        string title,
        Func<IProgress<(long Done, long Total)>?, Task<BackupManifest>> work
    )
    {
        if (Console.IsOutputRedirected)
        {
            return await work(null);
        }

        return await AnsiConsole
            .Progress()
            .StartAsync(async context =>
            {
                var task = context.AddTask(title);
                var progress = new Progress<(long Done, long Total)>(step =>
                    (task.MaxValue, task.Value) = (Math.Max(1, step.Total), step.Done)
                );
                return await work(progress);
            });
    }
}
