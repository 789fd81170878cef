using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Foundation.Security;

public static class DataProtectionRegistration
{
    /// <summary>One application name and one set of keys for the web program, the command line, and every node.</summary>
    public static IServiceCollection AddSiteDataProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Concord");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new DataProtectionKeyStore(scopes));
        return services;
    }
}
