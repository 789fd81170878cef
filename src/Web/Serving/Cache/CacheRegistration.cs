namespace Concord.Web.Serving.Cache;

internal static class CacheRegistration
{
    public static IServiceCollection AddResponseCache(this IServiceCollection services, CacheOptions options)
    {
        services.AddSingleton<CacheEvictions>();
        services.AddSingleton<OutputCachePolicy>();
        services.AddHostedService<CacheInvalidator>();
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = options.MemoryMegabytes * 1024L * 1024;
            cache.MaximumBodySize = 4 * 1024 * 1024;
            cache.AddBasePolicy(policy => policy.AddPolicy<OutputCachePolicy>(), excludeDefaultPolicy: true);
        });
        return services;
    }

    /// <summary>From the outside in: listed query keys only, one form of Accept-Encoding, the cache, compression, the entity tag.</summary>
    public static void UseResponseCache(this IApplicationBuilder app)
    {
        app.UseMiddleware<UnlistedQueryKeys>();
        app.UseMiddleware<NormalizedAcceptEncoding>();
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseMiddleware<EntityTags>();
    }
}
