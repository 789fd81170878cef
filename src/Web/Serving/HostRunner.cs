using Microsoft.AspNetCore.Connections;

namespace Concord.Web.Serving;

/// <summary>Starts the site, writes its address, and waits until it is stopped.</summary>
internal static class HostRunner
{
    /// <returns>The exit code.</returns>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{failure.Message} Stop the program that uses it, or choose another address: --urls http://localhost:5081"
            );
            return 1;
        }

        Console.WriteLine($"Concord is at {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
