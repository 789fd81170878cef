using System.Threading.RateLimiting;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Web.Serving;

namespace Concord.Web.Desk;

/// <summary>How requests to the workspace, <c>/desk</c>, differ from those to public pages.</summary>
internal static class DeskPipeline
{
    public const string Path = "/desk";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static bool IsDesk(HttpContext http) => http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);

    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddValidatedOptions<DeskOptions>(DeskOptions.Section);
        services.AddSingleton<DeskStyle>();
        services.AddSingleton<DeskHeaders>();
        services.AddScoped<DeskNavigation>();
        services.AddScoped<DeskScript>();
        services.AddSingleton(new DeskLink("desk.journal", "/journal", DeskPolicies.SignedIn, 800));
        services.AddAntiforgery(options =>
        {
            options.Cookie = new HostCookie
            {
                Name = $"{SignInCookies.Prefix}-Antiforgery",
                SameSite = SameSiteMode.Strict,
                SecurePolicy = CookieSecurePolicy.None,
                IsEssential = true,
            };
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>How many requests one network may send to the workspace.</summary>
    public static void UseDeskLimit(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<DeskOptions>();
        var keys = app.ApplicationServices.GetRequiredService<ClientKeys>();
        RequestLimit.Use(
            app,
            PartitionedRateLimiter.Create<HttpContext, string>(http =>
                IsDesk(http)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        keys.Of(http),
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = options.RequestsPerMinute, Window = Window }
                    )
                    : RateLimitPartition.GetNoLimiter("")
            )
        );
    }
}
