using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Foundation.Languages;

/// <summary>Registers the languages: the set, the reader's language, and its texts.</summary>
public static class LanguageRegistration
{
    public static IServiceCollection AddLanguages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(LanguageSet.Load(configuration));
        services.AddHttpContextAccessor();
        services.AddScoped(provider =>
            ReaderLanguage.Of(
                provider.GetRequiredService<IHttpContextAccessor>().HttpContext
                    ?? throw new InvalidOperationException("There is no reader outside a request."),
                provider.GetRequiredService<LanguageSet>()
            )
        );
        services.AddScoped(provider => new Localizer(
            provider.GetRequiredService<Language>(),
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<HtmlEncoder>()
        ));
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<LanguageRouteConstraint>("lang"));
        return services;
    }
}
