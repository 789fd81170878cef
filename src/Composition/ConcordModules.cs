using Concord.Accounts;
using Concord.ActivityPub;
using Concord.Contact;
using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Mail;
using Concord.Media;
using Concord.Members;
using Concord.Newsletters;
using Concord.Newsroom;
using Concord.Progress;
using Concord.Search;
using Concord.SocialPosts;
using Concord.Visits;
using Concord.Wall;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Composition;

/// <summary>The list of modules: explicit, no scanning.</summary>
public static class ConcordModules
{
    public static IServiceCollection AddModules(this IServiceCollection services)
    {
        services.AddScoped<ImportContent>();
        services.AddScoped<ExportContent>();
        services.AddScoped<StartupImport>();
        services.AddScoped<CacheTags>();
        services.AddScoped<PageStyle>();
        services.AddSingleton<PreviewLinks>();
        services.AddScoped<PageSections>();
        services.AddValidatedOptions<SiteAddressOptions>(SiteAddressOptions.Section);
        services.AddSingleton(provider => SiteAddress.Of(provider.GetRequiredService<SiteAddressOptions>()));
        services.AddValidatedOptions<SiteClockOptions>(SiteClockOptions.Section);
        services.AddSingleton<SiteClock>();
        services.AddSiteDataProtection();
        services.AddOutboundHttp();
        return services
            .AddAccounts()
            .AddActivityPub()
            .AddContact()
            .AddMail()
            .AddMedia()
            .AddMembers()
            .AddNewsletters()
            .AddNewsroom()
            .AddProgress()
            .AddSearch()
            .AddSocialPosts()
            .AddVisits()
            .AddWall();
    }

    public static void MapModules(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAccounts();
        endpoints.MapActivityPub();
        endpoints.MapMedia();
        endpoints.MapMembers();
        endpoints.MapNewsroom();
        endpoints.MapProgress();
        endpoints.MapSocialPosts();
        endpoints.MapVisits();
        endpoints.MapWall();
    }
}
