using Concord.Accounts;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.Web.Serving;

/// <summary>Tells whoever starts a new site how to get into its workspace.</summary>
internal static class FirstSteps
{
    public static async Task WriteAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var stopping = app.Lifetime.ApplicationStopping;
        var site = services.GetRequiredService<SiteAddress>().Public ?? app.Urls.First();
        if (services.GetRequiredService<SiteOptions>().DemoAccounts)
        {
            foreach (var (name, path) in await new DemoAccounts(services).CreateAsync(stopping))
            {
                Console.WriteLine($"{name} joins the workspace at {site}{path}");
            }
        }

        var language = services.GetRequiredService<LanguageSet>().Default.Code;
        if (await services.GetRequiredService<FirstAdministrator>().PathAsync(language, stopping) is { } first)
        {
            Console.WriteLine($"Create the first administrator of the workspace within three days: {site}{first}");
        }
    }
}
