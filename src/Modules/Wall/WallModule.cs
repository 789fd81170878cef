using Concord.Wall.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Wall;

/// <summary>The wall: partners' posts, kept as copies.</summary>
public static class WallModule
{
    public static IServiceCollection AddWall(this IServiceCollection services)
    {
        services.AddSingleton<IPostSource, FeedSource>();
        services.AddSingleton<IPostSource, MastodonSource>();
        services.AddSingleton<IPostSource, BlueskySource>();
        services.AddSingleton<IPostSource, XSource>();
        return services;
    }
}
