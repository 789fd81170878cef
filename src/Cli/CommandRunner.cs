using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary>Runs a command with services on a migrated database.</summary>
internal static class CommandRunner
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>The exit code; 2 where the database cannot be used.</returns>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> run, CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            return await run(scope.ServiceProvider);
        }
        catch (Exception failure) when (failure.IsDatabaseFault())
        {
            await Console.Error.WriteLineAsync(failure.DatabaseMessage());
            return 2;
        }
        catch (Exception failure) when (failure.IsInvalidSetting())
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 2;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
