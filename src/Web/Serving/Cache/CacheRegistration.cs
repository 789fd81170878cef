namespace Concord.Web.Serving.Cache;

internal static class CacheRegistration
{
    public static IServiceCollection AddResponseCache(this IServiceCollection services, CacheSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<CacheEvictions>();
        services.AddSingleton<OutputCachePolicy>();
        services.AddSingleton<HotResponses>();
        services.AddHostedService<CacheInvalidator>();
        services.AddOutputCache(options =>
        {
            options.SizeLimit = settings.MemoryMegabytes * 1024L * 1024;
            options.MaximumBodySize = 4 * 1024 * 1024;
            options.AddBasePolicy(policy => policy.AddPolicy<OutputCachePolicy>(), excludeDefaultPolicy: true);
        });
        return services;
    }

    /// <summary>Before everything else: what is ready.</summary>
    public static void UseHotResponses(this IApplicationBuilder app)
    {
        if (Keeps(app))
        {
            app.UseMiddleware<ServeHotResponse>();
        }
    }

    /// <summary>
    /// From the outside in: what is made ready, one wish of encoding, what is kept, compression, the tag of the content.
    /// </summary>
    public static void UseResponseCache(this IApplicationBuilder app)
    {
        if (Keeps(app))
        {
            app.UseMiddleware<CaptureHotResponse>();
        }

        app.UseMiddleware<NormalizedAcceptEncoding>();
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseMiddleware<EntityTags>();
    }

    private static bool Keeps(IApplicationBuilder app) => app.ApplicationServices.GetRequiredService<CacheSettings>().IsEnabled;
}
