namespace Concord.Web.Serving.Cache;

internal static class CacheRegistration
{
    public static IServiceCollection AddKeptAnswers(this IServiceCollection services, CacheSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Evictions>();
        services.AddSingleton<KeptAnswers>();
        services.AddSingleton<ReadyAnswers>();
        services.AddHostedService<JournalTail>();
        services.AddOutputCache(options =>
        {
            options.SizeLimit = settings.MemoryMegabytes * 1024L * 1024;
            options.MaximumBodySize = 4 * 1024 * 1024;
            options.AddBasePolicy(policy => policy.AddPolicy<KeptAnswers>(), excludeDefaultPolicy: true);
        });
        return services;
    }

    /// <summary>Before everything else: what is ready.</summary>
    public static void UseReadyAnswers(this IApplicationBuilder app)
    {
        if (Keeps(app))
        {
            app.UseMiddleware<SendReady>();
        }
    }

    /// <summary>
    /// From the outside in: what is made ready, one wish of encoding, what is kept, compression, the tag of the content.
    /// </summary>
    public static void UseKeptAnswers(this IApplicationBuilder app)
    {
        if (Keeps(app))
        {
            app.UseMiddleware<MakeReady>();
        }

        app.UseMiddleware<AcceptedEncoding>();
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseMiddleware<EntityTags>();
    }

    private static bool Keeps(IApplicationBuilder app) => app.ApplicationServices.GetRequiredService<CacheSettings>().KeepsAny;
}
