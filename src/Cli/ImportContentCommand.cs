using System.CommandLine;
using System.Data.Common;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord import content DIR</c>: loads a content pack, what is new or changed, all of it or nothing.</summary>
internal static class ImportContentCommand
{
    public static Command Command()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The folder of the content pack." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Checks and counts everything and changes nothing." };
        var command = new Command("content", "Loads a content pack: what is new or changed, all of it or nothing.")
        {
            folder,
            dryRun,
        };
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed.GetRequiredValue(folder).FullName, parsed.GetValue(dryRun), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(string folder, bool dryRun, CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            return Report(
                await ImportAsync(scope.ServiceProvider.GetRequiredService<ImportContent>(), folder, dryRun, cancellation),
                dryRun
            );
        }
        catch (Exception failure) when (failure is SchemaException or DbException or DbUpdateException)
        {
            await Console.Error.WriteLineAsync($"The database could not be written: {failure.Message} Nothing was loaded.");
            return 2;
        }
    }

    private static async Task<ImportResult> ImportAsync(
        ImportContent import,
        string folder,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        var actor = Actor.Command("import");
        if (Console.IsOutputRedirected)
        {
            return await import.RunAsync(folder, dryRun, actor, progress: null, cancellation);
        }

        return await AnsiConsole
            .Status()
            .StartAsync(
                "Reading and checking",
                async context =>
                {
                    var loaded = 0;
                    var progress = new Progress<string>(name => context.Status = $"{++loaded} loaded · {Markup.Escape(name)}");
                    return await import.RunAsync(folder, dryRun, actor, progress, cancellation);
                }
            );
    }

    private static int Report(ImportResult outcome, bool dryRun)
    {
        foreach (var problem in outcome.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (outcome.Problems.Count > 0)
        {
            Console.Error.WriteLine($"{outcome.Problems.Count} to mend. Nothing was loaded.");
            return 1;
        }

        var (added, changed, unchanged) = (outcome.Count.Added, outcome.Count.Changed, outcome.Count.Unchanged);
        Console.WriteLine(
            $"{added} added, {changed} changed, {unchanged} as they were.{(dryRun ? " This was a dry run: nothing was changed." : "")}"
        );
        return 0;
    }
}
