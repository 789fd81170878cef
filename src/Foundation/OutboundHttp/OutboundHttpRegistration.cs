using Microsoft.Extensions.DependencyInjection;

namespace Concord.Foundation.OutboundHttp;

public static class OutboundHttpRegistration
{
    /// <summary>The one client by which everything is fetched from other servers.</summary>
    public static IServiceCollection AddOutboundHttp(this IServiceCollection services)
    {
        services.AddValidatedOptions<OutboundHttpOptions>(OutboundHttpOptions.Section);
        return services.AddSingleton<OutboundHttpClient>();
    }
}
