using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord verify journal</c>: walks the hash chain from the first entry to the head.</summary>
internal static class VerifyJournal
{
    public static Command Command()
    {
        var command = new Command(
            "journal",
            "Proves the journal's hash chain; exits 1 and names the first broken entry where a row was altered, removed or inserted."
        );
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        var settings = services.GetRequiredService<StorageSettings>();
        if (!settings.IsPostgres && !File.Exists(settings.DatabaseFile))
        {
            await Console.Error.WriteLineAsync(
                $"There is no database at {settings.DatabaseFile}. Start the site once, or set Concord__DataDirectory or ConnectionStrings__Concord."
            );
            return 2;
        }

        try
        {
            await using var scope = services.CreateAsyncScope();
            return Report(await VerifyAsync(scope.ServiceProvider.GetRequiredService<JournalReader>(), cancellation));
        }
        catch (Exception failure) when (failure is SchemaException or DbException)
        {
            await Console.Error.WriteLineAsync($"The journal could not be read: {failure.Message}");
            return 2;
        }
    }

    private static async Task<JournalVerifier> VerifyAsync(JournalReader journal, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            return await journal.VerifyAsync(progress: null, cancellation);
        }

        var total = await journal.CountAsync(cancellation);
        return await AnsiConsole
            .Progress()
            .StartAsync(async context =>
            {
                var task = context.AddTask("Reading the journal", maxValue: Math.Max(1, total));
                var check = await journal.VerifyAsync(new Progress<long>(sound => task.Value = sound), cancellation);
                task.Value = task.MaxValue;
                return check;
            });
    }

    private static int Report(JournalVerifier check)
    {
        if (check.Break is not { } broken)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"The journal holds: {check.Sound} entries, head {check.Head}.")
            );
            return 0;
        }

        var fault = broken.Fault switch
        {
            JournalFault.Altered => "was altered: what it says does not give its hash",
            JournalFault.Removed => "is missing",
            _ => "does not follow from the one before: it was inserted or put in place of another",
        };
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The journal is broken: entry {broken.Seq} {fault}. Entries before it: {check.Sound}, all sound."
            )
        );
        return 1;
    }
}
