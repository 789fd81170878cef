using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.Media.Endpoints;
using Concord.Media.Export;
using Concord.Media.Import;
using Concord.Media.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Media;

/// <summary>Pictures and files: imported, stored, served.</summary>
public static class MediaModule
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, MediaModel>();
        services.AddSingleton<IBackupUpgrade, MediaBackupUpgrade>();
        services.AddScoped(provider => new MediaStore(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<LanguageSet>()
        ));
        services.AddScoped<IContentImporter, PictureImporter>();
        services.AddScoped<IContentExporter, PictureExporter>();
        return services;
    }

    public static void MapMedia(this IEndpointRouteBuilder endpoints) => MediaEndpoint.Map(endpoints);
}
