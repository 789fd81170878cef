using System.CommandLine;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord import content DIR</c>: imports what is new or changed in a content pack.</summary>
internal static class ImportContentCommand
{
    public static Command Command()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The folder of the content pack." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Checks and counts everything and changes nothing." };
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Takes the pack's text also where an editor changed it on the site.",
        };
        var command = new Command(
            "content",
            "Imports what is new or changed in a content pack; nothing where the pack has a mistake."
        )
        {
            folder,
            dryRun,
            overwrite,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetRequiredValue(folder).FullName,
                    new ImportOptions(parsed.GetValue(dryRun), parsed.GetValue(overwrite)),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string folder, ImportOptions options, CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            return Report(
                await ImportAsync(scope.ServiceProvider.GetRequiredService<ImportContent>(), folder, options, cancellation),
                options
            );
        }
        catch (Exception failure) when (failure.IsDatabaseFault() || failure is IOException)
        {
            var reason = failure.IsDatabaseFault() ? failure.DatabaseMessage() : failure.Message;
            await Console.Error.WriteLineAsync(
                $"The import stopped. {reason} What was imported until then is complete; run the same command again."
            );
            return 2;
        }
    }

    private static async Task<ImportResult> ImportAsync(
        ImportContent import,
        string folder,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        var actor = Actor.Command("import");
        if (Console.IsOutputRedirected)
        {
            return await import.RunAsync(folder, options, actor, progress: null, cancellation);
        }

        return await AnsiConsole
            .Status()
            .StartAsync(
                "Reading and checking",
                async context =>
                {
                    var done = 0;
                    var progress = new Progress<string>(name => context.Status = $"{++done} imported · {Markup.Escape(name)}");
                    return await import.RunAsync(folder, options, actor, progress, cancellation);
                }
            );
    }

    private static int Report(ImportResult result, ImportOptions options)
    {
        foreach (var problem in result.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (result.Problems.Count > 0)
        {
            Console.Error.WriteLine($"Problems: {result.Problems.Count}. Nothing was imported.");
            return 1;
        }

        foreach (var conflict in result.Conflicts)
        {
            Console.Error.WriteLine(
                $"{conflict.File}: {conflict.Subject} was changed on the site since the last import and was left."
            );
        }

        var (added, changed, unchanged) = result.Counts;
        Console.WriteLine(
            $"{added} added, {changed} changed, {unchanged} unchanged.{(options.IsDryRun ? " This was a dry run: nothing was changed." : "")}"
        );
        if (result.Conflicts.Count > 0)
        {
            Console.Error.WriteLine(
                $"Conflicts: {result.Conflicts.Count}. To take the pack's text all the same, add --overwrite."
            );
        }

        return result.Conflicts.Count > 0 ? 1 : 0;
    }
}
