using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
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

    /// <summary>Encrypts new keys where the settings name a certificate.</summary>
    public static IServiceCollection AddKeyProtection(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddValidatedOptions<KeyProtectionOptions>(configuration, KeyProtectionOptions.Section);
        // What is not valid is reported when the program starts.
        if (protection.Certificate is { Length: > 0 } path && !protection.Validate(new ValidationContext(protection)).Any())
        {
            services
                .AddDataProtection()
                .ProtectKeysWithCertificate(protection.Load(path))
                .UnprotectKeysWithAnyCertificate([.. protection.FormerCertificates.Append(path).Select(protection.Load)]);
        }

        return services;
    }
}
