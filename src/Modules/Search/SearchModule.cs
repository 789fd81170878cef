using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Concord.Foundation.Storage;
using Concord.Search.Index;
using Concord.Search.Query;
using Concord.Search.Storage;
using Concord.Search.Synonyms;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Search;

/// <summary>Full-text search over what modules offer, per language, in an index per node.</summary>
public static class SearchModule
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<IndexFolder>();
        services.AddSingleton<CurrentIndex>();
        services.AddSingleton<CurrentSynonyms>();
        services.AddSingleton<IModelPart, SynonymModel>();
        services.AddScoped<IContentImporter, SynonymImporter>();
        services.AddScoped<IContentExporter, SynonymExporter>();
        services.AddScoped<BuildIndex>();
        services.AddScoped(provider => new IndexRebuilder(provider.GetRequiredService<BuildIndex>()));
        services.AddSingleton<Suggestions>();
        services.AddSingleton<SearchDocuments>();
        services.AddSingleton<ITranslationMemory, TranslationMemory>();
        services.AddSingleton(provider => new SuggestedPages(provider.GetRequiredService<SearchDocuments>()));
        services.AddHealthChecks().AddCheck<SearchHealth>("search", tags: ["ready"]);
        services.AddHostedService<IndexFollower>();
        services.AddSingleton(new SitemapPaths("/search"));
        return services;
    }
}
