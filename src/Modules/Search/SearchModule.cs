using Concord.Foundation.Pages;
using Concord.Search.Index;
using Concord.Search.Query;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Search;

/// <summary>Full-text search over what modules offer, per language, in an index per node.</summary>
public static class SearchModule
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<IndexFolder>();
        services.AddSingleton<CurrentIndex>();
        services.AddScoped<BuildIndex>();
        services.AddScoped(provider => new IndexRebuilder(provider.GetRequiredService<BuildIndex>()));
        services.AddSingleton<SearchDocuments>();
        services.AddSingleton(provider => new SuggestedPages(provider.GetRequiredService<SearchDocuments>()));
        services.AddHostedService<IndexFollower>();
        services.AddSingleton(new SitemapPaths("/search"));
        return services;
    }
}
