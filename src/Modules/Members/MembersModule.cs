using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Members.Endpoints;
using Concord.Members.Export;
using Concord.Members.Import;
using Concord.Members.Map;
using Concord.Members.Records;
using Concord.Members.Sections;
using Concord.Members.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Members;

/// <summary>The dated ledger of members.</summary>
public static class MembersModule
{
    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, MembersModel>();
        services.AddScoped(provider => new MemberLedger(provider.GetRequiredService<ConcordDb>()));
        services.AddScoped<IContentImporter, MembersImporter>();
        services.AddScoped<IContentExporter, MembersExporter>();
        services.AddScoped<IRecordKind, MemberRecords>();
        services.AddScoped<IRecordKind, GroupRecords>();
        services.AddScoped<IRecordKind, SourceRecords>();
        services.AddScoped<ITextToken, MembersToken>();
        services.AddScoped<IPageSection, AboutSection>();
        services.AddScoped<IPageSection, EffortSection>();
        services.AddValidatedOptions<MembersOptions>(MembersOptions.Section);
        services.AddSingleton<IMemberMap>(provider =>
            provider.GetRequiredService<MembersOptions>().Map == MapKind.Grid ? new GridMap() : new DotMap()
        );
        services.AddScoped<ISitemapSource, MembersSitemap>();
        services.AddSingleton(new SitemapPaths("/members", "/working-groups"));
        services.AddScoped<ISearchSource, MembersSearch>();
        return services;
    }

    public static void MapMembers(this IEndpointRouteBuilder endpoints)
    {
        MembersApi.Map(endpoints);
        MembersMap.Map(endpoints);
    }
}
