using System.Data.Common;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Web.Serving;

/// <summary>What runs before the first request: migrations, and the content import into an empty database.</summary>
internal static class Startup
{
    private static readonly Actor Start = Actor.System("start");

    /// <returns>False where the site cannot be served; the reason has been written to the error output.</returns>
    public static async Task<bool> PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(services, cancellation);
            return true;
        }
        catch (Exception failure) when (ReasonOf(failure, services.GetRequiredService<StorageSettings>()) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return false;
        }
    }

    /// <returns>What an operator can do about it; null where it is a programming error.</returns>
    private static string? ReasonOf(Exception failure, StorageSettings storage) =>
        failure switch
        {
            SchemaException => failure.Message,
            ArgumentException when storage.IsPostgres => $"ConnectionStrings__Concord cannot be used: {failure.Message}",
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

    private static async Task RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var configured = services.GetRequiredService<SiteOptions>().ContentDirectory;
        var folder = string.IsNullOrWhiteSpace(configured)
            ? HomeDirectory.Shipped("content")
            : Path.GetFullPath(configured, HomeDirectory.Path);
        var (migrations, import) = await scope
            .ServiceProvider.GetRequiredService<StartupImport>()
            .RunAsync(
                folder,
                Start,
                () => Console.WriteLine("Another process is preparing the database; waiting for it to finish."),
                cancellation
            );
        if (migrations.Count > 0)
        {
            Console.WriteLine($"The database was brought up to date: {string.Join(", ", migrations)}.");
        }

        foreach (var problem in import.Problems)
        {
            await Console.Error.WriteLineAsync($"{folder}/{problem}");
        }

        if (import.Problems.Count > 0)
        {
            await Console.Error.WriteLineAsync(
                "Nothing was imported from the content folder; correct the places above and start again."
            );
        }
        else if (import.Counts.Added > 0)
        {
            Console.WriteLine($"Content imported: {import.Counts.Added} added.");
        }
    }
}
