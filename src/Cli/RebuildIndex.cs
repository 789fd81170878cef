using System.CommandLine;
using System.Globalization;
using Concord.Foundation.Storage;
using Concord.Search;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord index rebuild</c>: rebuilds this node's search index from the database.</summary>
internal static class RebuildIndex
{
    public static Command Command()
    {
        var command = new Command(
            "rebuild",
            "Builds the search index of this node anew; a running site goes on with the old one and then changes over."
        );
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            var count = await BuildAsync(scope.ServiceProvider.GetRequiredService<IndexRebuilder>(), cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The search index was built: {count} documents."));
            return 0;
        }
        catch (Exception failure) when (failure.IsDatabaseFault() || failure is IOException or UnauthorizedAccessException)
        {
            var reason = failure.IsDatabaseFault() ? failure.DatabaseMessage() : failure.Message;
            await Console.Error.WriteLineAsync($"The index could not be built. {reason} The old one stays in use.");
            return 2;
        }
    }

    private static async Task<int> BuildAsync(IndexRebuilder rebuilding, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            return await rebuilding.RunAsync(progress: null, cancellation);
        }

        return await AnsiConsole
            .Progress()
            .StartAsync(async context =>
            {
                var task = context.AddTask("Building the search index");
                var progress = new Progress<(int Done, int Total)>(step =>
                    (task.MaxValue, task.Value) = (Math.Max(1, step.Total), step.Done)
                );
                return await rebuilding.RunAsync(progress, cancellation);
            });
    }
}
