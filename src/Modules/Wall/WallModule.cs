using Concord.Foundation.Packs;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Wall.Import;
using Concord.Wall.Reading;
using Concord.Wall.Sections;
using Concord.Wall.Sources;
using Concord.Wall.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Wall;

/// <summary>The wall: partners' posts, kept as copies.</summary>
public static class WallModule
{
    public static IServiceCollection AddWall(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, WallModel>();
        services.AddScoped<IContentPart, WallPart>();
        services.AddScoped<FindPosts>();
        services.AddScoped<ShowPosts>();
        services.AddScoped<ReadChoices>();
        services.AddScoped<IPageSection, HomeSection>();
        services.AddScoped<IPageSection, MemberVoices>();
        services.AddScoped<IPageSection, EffortVoices>();
        services.AddScoped<IPageSection, CampaignVoices>();
        services.AddSingleton<IPostSource, FeedSource>();
        services.AddSingleton<IPostSource, MastodonSource>();
        services.AddSingleton<IPostSource, BlueskySource>();
        services.AddSingleton<IPostSource, XSource>();
        return services;
    }

    public static void MapWall(this IEndpointRouteBuilder endpoints) => WallScript.Script.Map(endpoints);
}
