using System.Threading.RateLimiting;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Web.Serving;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

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
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<DeskOptions, ClientKeys>(Limit);
        return services;
    }

    private static void Limit(RateLimiterOptions limits, DeskOptions options, ClientKeys keys)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            IsDesk(http)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    keys.Of(http),
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = options.RequestsPerMinute, Window = Window }
                )
                : RateLimitPartition.GetNoLimiter("")
        );
        limits.OnRejected = UncachedLimits.RejectAsync;
    }
}
