using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Foundation.OutboundHttp;

public static class OutboundHttpRegistration
{
    /// <summary>Everything that fetches from elsewhere does it by this one client.</summary>
    public static IServiceCollection AddOutboundHttp(this IServiceCollection services) =>
        services
            .AddSingleton(provider => OutboundHttpOptions.From(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<OutboundHttpClient>();
}
