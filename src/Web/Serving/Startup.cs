using System.Data.Common;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Web.Serving;

/// <summary>What has to be done before the first answer: the schema, and what is new in the content folder.</summary>
internal static class Startup
{
    private static readonly Actor Start = Actor.System("start");

    /// <returns>False where the site cannot be served; the reason has been written to the error output.</returns>
    public static async Task<bool> PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await DoAsync(services, cancellation);
            return true;
        }
        catch (Exception failure) when (ReasonOf(failure, services.GetRequiredService<StorageSettings>()) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return false;
        }
    }

    /// <returns>What an operator can do about it; null where it is a mistake of ours.</returns>
    private static string? ReasonOf(Exception failure, StorageSettings storage) =>
        failure switch
        {
            SchemaException => failure.Message,
            { InnerException: { } inner } when failure is InvalidOperationException or DbUpdateException => ReasonOf(
                inner,
                storage
            ),
            DbException when storage.IsPostgres =>
                $"The database cannot be used: {failure.Message} Look at ConnectionStrings__Concord and at the server, and start again.",
            DbException or IOException or UnauthorizedAccessException =>
                $"The data directory {storage.DataDirectory} cannot be used: {failure.Message} "
                    + "Make room, give this user the right to write there, or set Concord__DataDirectory to another folder; then start again.",
            _ => null,
        };

    private static async Task DoAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var folder = services.GetRequiredService<IConfiguration>()["Concord:ContentDirectory"];
        var pack = string.IsNullOrWhiteSpace(folder)
            ? HomeDirectory.Shipped("content")
            : Path.GetFullPath(folder, HomeDirectory.Path);
        var (migrations, outcome) = await scope
            .ServiceProvider.GetRequiredService<StartupImport>()
            .RunAsync(
                pack,
                Start,
                () => Console.WriteLine("Another process is migrating the database; waiting for it to finish."),
                cancellation
            );
        if (migrations.Count > 0)
        {
            Console.WriteLine($"The database was brought up to date: {string.Join(", ", migrations)}.");
        }

        foreach (var problem in outcome.Problems)
        {
            await Console.Error.WriteLineAsync($"{pack}/{problem}");
        }

        if (outcome.Problems.Count > 0)
        {
            await Console.Error.WriteLineAsync(
                "Nothing was loaded from the content folder; mend the places above. What was loaded before stays as it is."
            );
        }
        else if (outcome.Count.Added + outcome.Count.Changed > 0)
        {
            Console.WriteLine(
                $"Content: {outcome.Count.Added} added, {outcome.Count.Changed} changed, {outcome.Count.Unchanged} as they were."
            );
        }
    }
}
