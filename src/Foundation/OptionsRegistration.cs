using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concord.Foundation;

public static class OptionsRegistration
{
    /// <summary>
    /// Binds a section of the settings, checks it by its data annotations when the program starts, and registers the options
    /// themselves, since no setting is read again while the program runs.
    /// </summary>
    /// <returns>The options as they are bound now; they may not be valid.</returns>
    public static T AddValidatedOptions<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class, new()
    {
        services.AddValidatedOptions<T>(section);
        return configuration.GetSection(section).Get<T>() ?? new T();
    }

    /// <returns>True for the failure of a setting that is not valid, or not of its type; the message names it.</returns>
    public static bool IsInvalidSetting(this Exception failure) =>
        failure
            is OptionsValidationException
                or InvalidOperationException { InnerException: FormatException or ArgumentException };

    public static void AddValidatedOptions<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
    }
}
