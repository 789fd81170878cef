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
        var language = scope.ServiceProvider.GetRequiredService<LanguageSet>().Default.Code;
        var first = scope.ServiceProvider.GetRequiredService<FirstAdministrator>();
        if (await first.PathAsync(language, app.Lifetime.ApplicationStopping) is { } path)
        {
            var site = scope.ServiceProvider.GetRequiredService<SiteAddress>().Public ?? app.Urls.First();
            Console.WriteLine($"Create the first administrator of the workspace within three days: {site}{path}");
        }
    }
}
