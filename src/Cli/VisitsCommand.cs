using System.CommandLine;
using System.Globalization;
using Concord.Foundation.Storage;
using Concord.Visits;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary><c>concord visits</c>: how often pages were opened by readers who agreed to be counted.</summary>
internal static class VisitsCommand
{
    public static Command Command()
    {
        var from = new Option<DateOnly?>("--from")
        {
            Description = "First day (UTC), such as 2020-10-01; 30 days ago if not given.",
        };
        var to = new Option<DateOnly?>("--to") { Description = "Last day (UTC); today if not given." };
        var command = new Command("visits", "Prints how often pages were opened, as CSV, most opened first.") { from, to };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
                var last = parsed.GetValue(to) ?? today;
                return RunAsync(parsed.GetValue(from) ?? last.AddDays(-29), last, cancellation);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            var pages = await scope.ServiceProvider.GetRequiredService<VisitStatistics>().ByPageAsync(from, to, cancellation);
            if (pages.Count == 0)
            {
                await Console.Error.WriteLineAsync(
                    $"Nothing was counted from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}. Visits are counted where Concord:Visits:Counted is true and readers agree."
                );
            }

            Console.WriteLine("page,visits");
            foreach (var page in pages)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page.Path},{page.Count}"));
            }

            return 0;
        }
        catch (Exception failure) when (failure.IsDatabaseFault())
        {
            await Console.Error.WriteLineAsync($"The counts could not be read. {failure.DatabaseMessage()}");
            return 2;
        }
    }
}
