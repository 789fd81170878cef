using Concord.Foundation;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.SocialPosts.Networks;
using Concord.SocialPosts.Posts;
using Concord.SocialPosts.Sending;
using Concord.SocialPosts.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.SocialPosts;

/// <summary>Posts of the coalition's own accounts on Mastodon, Bluesky and X, sent when their documents are public.</summary>
public static class SocialPostsModule
{
    internal static PageScript CountScript { get; } = PageScript.Read(typeof(SocialPostsModule).Assembly, "count");

    public static IServiceCollection AddSocialPosts(this IServiceCollection services)
    {
        services.AddValidatedOptions<SocialPostsOptions>(SocialPostsOptions.Section);
        services.AddSingleton<IModelPart, SocialPostsModel>();
        services.AddSingleton<SocialAccounts>();
        services.AddSingleton(provider => new NetworkClient(
            provider.GetRequiredService<OutboundHttpClient>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ISocialNetwork, MastodonNetwork>();
        services.AddSingleton<ISocialNetwork, BlueskyNetwork>();
        services.AddSingleton<ISocialNetwork, XNetwork>();
        services.AddSingleton<SocialNetworks>();
        services.AddScoped<PostPictures>();
        services.AddScoped<PostQueue>();
        services.AddScoped<QueuePosts>();
        services.AddScoped<SendPosts>();
        services.AddScoped<WritePost>();
        services.AddScoped<DecidePost>();
        services.AddScoped(provider => new SocialPostsOverview(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<SocialAccounts>(),
            provider.GetRequiredService<SocialNetworks>(),
            provider.GetRequiredService<WithdrawnPosts>()
        ));
        services.AddScoped<WithdrawnPosts>();
        services.AddScoped<IWaitingWork, WaitingPosts>();
        services.AddScoped<IDocumentDeskLink, SocialPostsOfDocument>();
        services.AddSingleton(new DeskLink("socialposts.title", "/social-posts", DeskPolicies.Read, 183));
        services.AddHostedService<SocialPostWorker>();
        return services;
    }

    public static void MapSocialPosts(this IEndpointRouteBuilder endpoints) => CountScript.Map(endpoints);
}
