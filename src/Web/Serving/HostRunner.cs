using Concord.Foundation;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Concord.Web.Serving;

/// <summary>Builds and starts the site, writes its address, and waits until it is stopped.</summary>
internal static class HostRunner
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        PrivateFiles.RestrictNewFiles();
        try
        {
            await using var app = build();
            if (!await StartAsync(app))
            {
                return 1;
            }

            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception failure) when (failure.IsInvalidSetting())
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{failure.Message} Stop the program that uses it, or choose another address: --urls http://localhost:5081"
            );
            return 1;
        }
    }

    /// <returns>False where the site cannot be served; the reason has been written to the error output.</returns>
    public static async Task<bool> StartAsync(WebApplication app)
    {
        // Before anything is written.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        // The slowest part of a first start; it runs while the rest of the application is built.
        var prepared = Task.Run(() => Startup.PrepareAsync(app.Services, app.Lifetime.ApplicationStopping));
        app.UseSite();
        app.MapSite();
        if (!await prepared)
        {
            return false;
        }

        await app.StartAsync();
        HostRules.WarnWithoutPublicAddress(app.Services, app.Urls);
        Console.WriteLine($"Concord is at {string.Join(", ", app.Urls)}");
        await FirstSteps.WriteAsync(app);
        return true;
    }
}
