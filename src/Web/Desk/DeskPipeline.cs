using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
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
        services.AddOptions<RateLimiterOptions>().Configure<DeskOptions>(Limit);
        return services;
    }

    /// <summary>Of the address that the connection, or a known proxy, gives.</summary>
    internal static string ClientOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, 8))
            : plain.ToString();
    }

    private static void Limit(RateLimiterOptions limits, DeskOptions options)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            IsDesk(http)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    ClientOf(http.Connection.RemoteIpAddress),
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = options.RequestsPerMinute, Window = Window }
                )
                : RateLimitPartition.GetNoLimiter("")
        );
        limits.OnRejected = async (rejected, cancellation) =>
        {
            var http = rejected.HttpContext;
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.ContentType = "text/plain; charset=utf-8";
            var text = http.RequestServices.GetRequiredService<Localizer>()["desk.busy"];
            await http.Response.WriteAsync(text, cancellation);
        };
    }
}
