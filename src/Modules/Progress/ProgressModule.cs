using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Progress.Api;
using Concord.Progress.Embeds;
using Concord.Progress.Export;
using Concord.Progress.Import;
using Concord.Progress.Records;
using Concord.Progress.Sections;
using Concord.Progress.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Progress;

/// <summary>The record of progress: the dated timeline of the campaign, and the figures.</summary>
public static class ProgressModule
{
    public static IServiceCollection AddProgress(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, ProgressModel>();
        services.AddScoped<IContentImporter, ProgressImporter>();
        services.AddScoped<IContentExporter, ProgressExporter>();
        services.AddScoped<IRecordKind, EventRecords>();
        services.AddScoped<IRecordKind, PhaseRecords>();
        services.AddScoped<IRecordKind, FigureRecords>();
        services.AddScoped<ITextToken, FigureToken>();
        services.AddScoped<IEmbed, FiguresEmbed>();
        services.AddScoped<IEmbed, TimelineEmbed>();
        services.AddScoped<IPageSection, FiguresSection>();
        services.AddScoped<IPageSection, TimelineSection>();
        services.AddScoped<ListProgress>();
        services.AddSingleton(new SitemapPaths("/progress", "/events"));
        return services;
    }

    public static void MapProgress(this IEndpointRouteBuilder endpoints) => ProgressApi.Map(endpoints);
}
