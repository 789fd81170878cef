using System.CommandLine;
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
        var passphrase = PassphraseFile("Encrypts the backup with the first line of this file, 12 characters or more.");
        var command = new Command("backup", "Writes a backup of the whole database while the site runs.") { file, passphrase };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    "Writing the backup",
                    async (services, progress) =>
                    {
                        var manifest = await services
                            .GetRequiredService<BackupWriter>()
                            .RunAsync(
                                parsed.GetRequiredValue(file).FullName,
                                await ReadPassphraseAsync(parsed.GetValue(passphrase), cancellation),
                                progress,
                                cancellation
                            );
                        return $"The backup was written: {Describe(manifest)}.";
                    },
                    needsDatabase: true
                )
        );
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "An archive that “concord backup” wrote." };
        var passphrase = PassphraseFile("The file with the passphrase of an encrypted backup.");
        var expect = VerifyCommand.Expect(
            "A checkpoint noted outside of the backup, NUMBER:HASH, that its journal has to contain."
        );
        var command = new Command("restore", "Restores a backup into an empty database and verifies it.")
        {
            file,
            passphrase,
            expect,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    "Restoring the backup",
                    async (services, progress) =>
                    {
                        var restored = await services
                            .GetRequiredService<BackupReader>()
                            .RunAsync(
                                parsed.GetRequiredValue(file).FullName,
                                await ReadPassphraseAsync(parsed.GetValue(passphrase), cancellation),
                                [.. (parsed.GetValue(expect) ?? []).Select(VerifyCommand.Parse)],
                                progress,
                                cancellation
                            );
                        var text = $"The backup was restored and verified: {Describe(restored.Manifest)}.";
                        return restored.AdoptedRows is { } rows
                            ? text
                                + string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"\nIt was made by an earlier version, whose journal has no digests of rows. {rows} rows were converted; the journal proves them from now on."
                                )
                            : text;
                    },
                    needsDatabase: false
                )
        );
        return command;
    }

    private static Option<FileInfo?> PassphraseFile(string description) => new("--passphrase-file") { Description = description };

    /// <summary>From a file, since arguments and the environment of a process can be read by others.</summary>
    private static async Task<string?> ReadPassphraseAsync(FileInfo? file, CancellationToken cancellation)
    {
        if (file is null)
        {
            return null;
        }

        using var reader = file.OpenText();
        return await reader.ReadLineAsync(cancellation) is { Length: > 0 } passphrase
            ? passphrase
            : throw new BackupException($"{file.FullName} has no passphrase in its first line.");
    }

    private static string Describe(BackupManifest manifest) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{manifest.Parts.Sum(part => part.Rows)} rows, journal entry {manifest.JournalSeq}, head {manifest.JournalHash}"
        );

    /// <param name="work">Returns the message for the operator.</param>
    private static async Task<int> RunAsync(
        string title,
        Func<IServiceProvider, IProgress<(long Done, long Total)>?, Task<string>> work,
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
            Console.WriteLine(await WithProgressAsync(title, progress => work(scope.ServiceProvider, progress)));
            return 0;
        }
        catch (Exception failure)
            when (failure.IsDatabaseFault() || failure is BackupException or IOException or UnauthorizedAccessException)
        {
            var isRefused = failure is BackupException || !failure.IsDatabaseFault();
            await Console.Error.WriteLineAsync(isRefused ? failure.Message : failure.DatabaseMessage());
            return failure is BackupException ? 1 : 2;
        }
    }

    private static async Task<string> WithProgressAsync(
        string title,
        Func<IProgress<(long Done, long Total)>?, Task<string>> work
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
