using System.CommandLine;
using Concord.Foundation.ContentExport;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord export content DIR</c>: writes what readers see into a content pack.</summary>
internal static class ExportContentCommand
{
    public static Command Command()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The folder of the content pack." };
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Replaces the content pack that is in the folder; other files in it stay.",
        };
        var command = new Command(
            "content",
            "Writes what readers see into a content pack, which can be imported again. Drafts are left out."
        )
        {
            folder,
            overwrite,
        };
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed.GetRequiredValue(folder).FullName, parsed.GetValue(overwrite), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(string folder, bool overwrites, CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            var export = scope.ServiceProvider.GetRequiredService<ExportContent>();
            return Report(folder, await ExportAsync(export, folder, overwrites, cancellation));
        }
        catch (FolderNotEmptyException)
        {
            await Console.Error.WriteLineAsync(
                $"{folder} is not empty. Name an empty folder, or replace the content pack in it with --overwrite."
            );
            return 1;
        }
        catch (Exception failure) when (failure.IsDatabaseFault() || failure is IOException or UnauthorizedAccessException)
        {
            var reason = failure.IsDatabaseFault() ? failure.DatabaseMessage() : failure.Message;
            await Console.Error.WriteLineAsync($"Nothing was exported. {reason}");
            return 2;
        }
    }

    private static Task<ExportResult> ExportAsync(
        ExportContent export,
        string folder,
        bool overwrites,
        CancellationToken cancellation
    ) =>
        Console.IsOutputRedirected
            ? export.RunAsync(folder, overwrites, cancellation)
            : AnsiConsole.Status().StartAsync("Writing and checking", _ => export.RunAsync(folder, overwrites, cancellation));

    private static int Report(string folder, ExportResult result)
    {
        foreach (var left in result.LeftOut)
        {
            Console.WriteLine($"{left.Subject}: {Describe(left.Reason)}");
        }

        foreach (var problem in result.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        Console.WriteLine($"{result.Files} files written to {folder}.");
        if (result.Problems.Count == 0)
        {
            return 0;
        }

        Console.Error.WriteLine(
            $"Problems: {result.Problems.Count}. The pack cannot be imported until they are corrected, on the site or in the files."
        );
        return 1;
    }

    private static string Describe(LeftOutReason reason) =>
        reason switch
        {
            LeftOutReason.NotPublic => "left out, since readers do not see it.",
            LeftOutReason.NewerDraft => "exported as readers see it; a newer draft was left out.",
            LeftOutReason.Reference => "this reference was left out, since the pack does not have what it names.",
            LeftOutReason.MasterMissing => "exported as readers see it, since no larger copy of the photograph is stored.",
            _ => "left out, since its posts are fetched.",
        };
}
