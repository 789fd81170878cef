using Concord.Foundation.Languages;
using Concord.Foundation.Packs;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Members;
using Concord.Wall.Desk;
using Concord.Wall.Import;
using Concord.Wall.Intake;
using Concord.Wall.Reading;
using Concord.Wall.Sections;
using Concord.Wall.Seed;
using Concord.Wall.Sources;
using Concord.Wall.Storage;
using Concord.Wall.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Wall;

/// <summary>The wall: partners' posts, kept as copies.</summary>
public static class WallModule
{
    public static IServiceCollection AddWall(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, WallModel>();
        services.AddScoped<IContentPart, WallPart>();
        services.AddSingleton<LanguageOfText>();
        services.AddSingleton(provider => WallSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddMetrics();
        services.AddSingleton<WallMeter>();
        services.AddSingleton<ShortLinks>();
        services.AddSingleton<PrepareDraft>();
        services.AddScoped<JudgePost>();
        services.AddScoped<PicturesOfPost>();
        services.AddScoped<TakePosts>();
        services.AddScoped<BelieveGone>();
        services.AddScoped<CheckPosts>();
        services.AddScoped<PollSource>();
        services.AddHostedService<PollSources>();
        services.AddSingleton<SourceKinds>();
        services.AddScoped(provider => new PostDesk(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new SeedPosts(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<Statistics>()
        ));
        services.AddScoped(provider => new BanDesk(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new SourceDesk(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<MemberLedger>(),
            provider.GetRequiredService<IEffortNames>(),
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<SourceKinds>(),
            provider.GetServices<IPostSource>(),
            provider.GetRequiredService<WallSettings>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new IntakeDesk(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetServices<IPostSource>(),
            provider.GetRequiredService<PollSource>(),
            provider.GetRequiredService<CheckPosts>(),
            provider.GetRequiredService<TakePosts>(),
            provider.GetRequiredService<WallSettings>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped<IPictureCover, PicturesOffTheWall>();
        services.AddScoped<FindPosts>();
        services.AddScoped<ShowPosts>();
        services.AddScoped<ReadChoices>();
        services.AddScoped<IPageSection, HomeSection>();
        services.AddScoped<IPageSection, MemberVoices>();
        services.AddScoped<IPageSection, EffortVoices>();
        services.AddScoped<IPageSection, CampaignVoices>();
        services.AddSingleton(provider =>
            ActivityKey.From(
                provider.GetRequiredService<WallSettings>(),
                SiteAddress.From(provider.GetRequiredService<IConfiguration>()),
                provider.GetRequiredService<TimeProvider>()
            )
        );
        services.AddSingleton<IPostSource, FeedSource>();
        services.AddSingleton<IPostSource, MastodonSource>();
        services.AddSingleton<IPostSource, BlueskySource>();
        services.AddSingleton<IPostSource, ActivitySource>();
        services.AddSingleton<IPostSource, XSource>();
        return services;
    }

    public static void MapWall(this IEndpointRouteBuilder endpoints)
    {
        // A key that is none is told at the start, and not by the first server that wants it.
        endpoints.ServiceProvider.GetRequiredService<ActivityKey>();
        WallScript.Script.Map(endpoints);
        ActorEndpoint.Map(endpoints);
    }
}
