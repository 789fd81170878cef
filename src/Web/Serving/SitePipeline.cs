using System.Diagnostics;
using Concord.Composition;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Web.Desk;
using Concord.Web.Serving.Cache;
using Concord.Web.Serving.Description;
using Microsoft.AspNetCore.HostFiltering;

namespace Concord.Web.Serving;

/// <summary>Services, middleware and endpoints of the site as a whole.</summary>
internal static class SitePipeline
{
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddValidatedOptions<SiteOptions>(SiteOptions.Section);
        services.AddValidatedOptions<ProxyOptions>(ProxyOptions.Section);
        services.AddOptions<ForwardedHeadersOptions>().Configure<ProxyOptions>((headers, proxies) => proxies.Apply(headers));
        services
            .AddOptions<HostOptions>()
            .Configure<SiteOptions>((host, site) => host.ShutdownTimeout = TimeSpan.FromSeconds(site.StopSeconds));
        services.AddValidatedOptions<LimitOptions>(LimitOptions.Section);
        services.AddSingleton<ClientKeys>();
        services.AddSingleton<FormToken>();
        services.AddSingleton<DistributedContextPropagator, OwnTraces>();
        services.AddOptions<HostFilteringOptions>().Configure<SiteAddress, SiteOptions>(HostRules.Apply);
        services.AddSingleton<SiteStyle>();
        services.AddSingleton<ContentPolicy>();
        services.AddSingleton<Masthead>();
        services.AddHostedService<CheckpointPublisher>();
        return services;
    }

    public static void UseSite(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseRouting();
        app.UseMiddleware<SecurityHeaders>();
        // In front of sign-in, so that a cached page costs no session check: only public endpoints are cached, and requests
        // with credentials pass by the cache. Pages of the workspace hold secrets such as antiforgery tokens: they are
        // neither cached nor compressed.
        app.UseWhen(
            http => !DeskPipeline.IsDesk(http),
            site =>
            {
                site.UseResponseCache();
                site.UseUncachedLimits();
            }
        );
        app.UseDeskLimit();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseExceptionHandler(ExceptionHandling.Options(app.Services.GetRequiredService<DatabaseAvailability>()));
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<OldAddressRedirect>();
        app.UseMiddleware<AllowedMethods>();
        app.UseStaticFiles(StaticFiles.Options);
    }

    public static void MapSite(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapModules();
        DeskScript.Script.Map(app);
        app.MapHealth();
        CheckpointPublisher.Map(app);
        app.MapSitemaps();
        app.MapSecurityContact();
        app.MapSharePicture();
        app.MapApiDescription();
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], LanguageRedirect.OpenAsync);
        app.MapFallback("/api/{**rest}", () => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound))
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }
}
