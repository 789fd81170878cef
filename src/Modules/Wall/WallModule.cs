using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.Media;
using Concord.Members;
using Concord.Wall.Desk;
using Concord.Wall.Export;
using Concord.Wall.Import;
using Concord.Wall.Ingestion;
using Concord.Wall.Moderation;
using Concord.Wall.Reading;
using Concord.Wall.Sections;
using Concord.Wall.Sources;
using Concord.Wall.Storage;
using Concord.Wall.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Wall;

/// <summary>The wall: copies of partners' posts.</summary>
public static class WallModule
{
    /// <summary>
    /// Scope of the lock under which ingestion and moderation follow one another, so that duplicates are found.
    /// </summary>
    internal const string WriteScope = "wall";

    public static IServiceCollection AddWall(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, WallModel>();
        services.AddSingleton<IBackupUpgrade, WallBackupUpgrade>();
        services.AddScoped<IContentImporter, WallImporter>();
        services.AddScoped<IContentExporter, WallExporter>();
        services.AddSingleton<PostLanguageDetector>();
        services.AddValidatedOptions<WallOptions>(WallOptions.Section);
        services.AddMetrics();
        services.AddSingleton<WallMeter>();
        services.AddSingleton<ShortLinks>();
        services.AddSingleton<PreparePost>();
        services.AddScoped<ModeratePost>();
        services.AddScoped<PostPictures>();
        services.AddScoped<WritePost>();
        services.AddScoped<ResolvePosts>();
        services.AddScoped<IngestPosts>();
        services.AddScoped<AddTypedPost>();
        services.AddScoped<ConfirmDeletions>();
        services.AddScoped<CheckPosts>();
        services.AddScoped<PollSource>();
        services.AddHostedService<PollSources>();
        services.AddSingleton<SourceKinds>();
        services.AddScoped(provider => new PostModeration(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new BlockRuleCommands(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new AddSources(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<MemberLedger>(),
            provider.GetRequiredService<IEffortNames>(),
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<SourceKinds>(),
            provider.GetServices<IPostSource>(),
            provider.GetRequiredService<WallOptions>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new SourceCommands(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new IngestionCommands(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetServices<IPostSource>(),
            provider.GetRequiredService<PollSource>(),
            provider.GetRequiredService<CheckPosts>(),
            provider.GetRequiredService<AddTypedPost>(),
            provider.GetRequiredService<WallOptions>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped<PostQueue>();
        services.AddScoped<MemberChoice>();
        services.AddScoped<UndoModeration>();
        services.AddScoped<DecideOnPost>();
        services.AddScoped<IWaitingWork, PostsWaiting>();
        services.AddScoped(provider => new AttachPost(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<IDocumentLinks>(),
            provider.GetRequiredService<MemberLedger>(),
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(new DeskLink("moderation.title", "/wall", DeskPolicies.Read, 170));
        services.AddScoped<IMediaVisibility, PostMediaVisibility>();
        services.AddScoped<FindPosts>();
        services.AddScoped<RenderPosts>();
        services.AddScoped<ReadWallFilters>();
        services.AddSingleton(new SitemapPaths("/wall"));
        services.AddScoped<IPageSection, HomePostsSection>();
        services.AddScoped<IPageSection, MemberPostsSection>();
        services.AddScoped<IPageSection, EffortPostsSection>();
        services.AddScoped<IPageSection, CampaignPostsSection>();
        services.AddScoped<IPageSection, TextPostsSection>();
        services.AddSingleton(provider =>
            ActivityKey.From(
                provider.GetRequiredService<WallOptions>(),
                provider.GetRequiredService<SiteAddress>(),
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
        // An unusable key is reported at start, not by the first server that asks for it.
        endpoints.ServiceProvider.GetRequiredService<ActivityKey>();
        WallScript.Script.Map(endpoints);
        ModerationScript.Script.Map(endpoints);
        ActorEndpoint.Map(endpoints);
    }
}
