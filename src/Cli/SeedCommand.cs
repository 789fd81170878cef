using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord seed --documents N</c>: makes a large archive, to measure on.</summary>
internal static class SeedCommand
{
    private const int Most = 1_000_000;

    public static Command Command()
    {
        var documents = new Option<int>("--documents") { Description = "How many documents there are to be.", Required = true };
        documents.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var count) && count is > 0 and <= Most))
            {
                result.AddError($"“{text}” is no number from 1 to {Most} for --documents.");
            }
        });
        var yes = new Option<bool>("--yes") { Description = "They may be written into the database of the settings." };
        var command = new Command("seed", "Makes documents in every language to measure on; never for a site that people read.")
        {
            documents,
            yes,
        };
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed.GetRequiredValue(documents), parsed.GetValue(yes), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(int documents, bool isAgreed, CancellationToken cancellation)
    {
        await using var services = Workbench.Open();
        if (!isAgreed)
        {
            var settings = services.GetRequiredService<StorageSettings>();
            var place = settings.IsPostgres ? "the PostgreSQL database of the settings" : settings.DataDirectory;
            await Console.Error.WriteLineAsync(
                $"This writes {documents} invented documents into {place}, and the journal never forgets. "
                    + "To do so, add --yes; to measure elsewhere, set Concord__DataDirectory to a new folder first."
            );
            return 1;
        }

        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Migration>().RunAsync(cancellation);
            var made = await SeedAsync(scope.ServiceProvider.GetRequiredService<SeedArchive>(), documents, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made} documents made; the others were there."));
            return 0;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            await Console.Error.WriteLineAsync(
                $"The database could not be written: {failure.Message} What was made until then is there; the same command goes on."
            );
            return 2;
        }
    }

    private static async Task<int> SeedAsync(SeedArchive seed, int documents, CancellationToken cancellation)
    {
        var actor = Actor.Command("seed");
        if (Console.IsOutputRedirected)
        {
            return await seed.RunAsync(documents, actor, progress: null, cancellation);
        }

        return await AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("Making documents", maxValue: documents);
                return await seed.RunAsync(documents, actor, new Progress<int>(done => task.Value = done), cancellation);
            });
    }
}
