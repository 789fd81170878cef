using Concord.Foundation.Packs;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.Sections;
using Concord.Newsroom.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Newsroom;

/// <summary>Statements and stories: their storage and their reading side.</summary>
public static class NewsroomModule
{
    public static IServiceCollection AddNewsroom(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, NewsroomModel>();
        services.AddSingleton<KindCatalogue>();
        services.AddSingleton<MarkdownText>();
        services.AddScoped<TextTokens>();
        services.AddScoped<ArticleText>();
        services.AddScoped<IContentPart, NewsroomPart>();
        services.AddScoped<IPageSection, LeadSection>();
        services.AddScoped<IPageSection, LatestSection>();
        return services;
    }
}
