using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Foundation.Outside;

public static class OutsideRegistration
{
    /// <summary>Everything that fetches from elsewhere does it by this one client.</summary>
    public static IServiceCollection AddOutside(this IServiceCollection services) =>
        services
            .AddSingleton(provider => OutsideSettings.From(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<GuardedClient>();
}
