using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.Foundation.Text;
using Concord.Media.Desk;
using Concord.Media.Downloads;
using Concord.Media.Endpoints;
using Concord.Media.Export;
using Concord.Media.Import;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;
using Concord.Media.Recordings.Library;
using Concord.Media.Storage;
using Concord.Media.Uploads;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Media;

/// <summary>Pictures, video, audio and files: imported, uploaded, stored, served.</summary>
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
        services.AddScoped(provider => new FileStore(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<MediaStore>()
        ));
        services.AddScoped<IContentImporter, FileImporter>();
        services.AddScoped<IContentExporter, FileExporter>();
        services.AddScoped<FileLibrary>();
        services.AddScoped<UploadFile>();
        services.AddScoped<DescribeFile>();
        services.AddScoped<RemoveFile>();
        services.AddScoped<IEmbed, FileEmbed>();
        services.AddValidatedOptions<RecordingOptions>(RecordingOptions.Section);
        services.AddSingleton<Ffmpeg>();
        services.AddSingleton<ConvertFile>();
        services.AddScoped<RecordingStore>();
        services.AddScoped<RecordingLibrary>();
        services.AddScoped<AddRecording>();
        services.AddScoped<DescribeRecording>();
        services.AddScoped<WriteRecordingTexts>();
        services.AddScoped<SetPoster>();
        services.AddScoped<RemoveRecording>();
        services.AddScoped<AddPoster>();
        services.AddScoped<ConvertRecording>();
        services.AddScoped<IContentImporter, RecordingImporter>();
        services.AddScoped<IContentExporter, RecordingExporter>();
        services.AddScoped<IEmbed, RecordingEmbed>();
        services.AddHostedService<ConversionWorker>();
        services.AddScoped<PictureLibrary>();
        services.AddScoped<UploadPicture>();
        services.AddScoped(provider => new AddAttachment(
            provider.GetRequiredService<UploadPicture>(),
            provider.GetRequiredService<DescribePicture>(),
            provider.GetRequiredService<UploadFile>()
        ));
        services.AddScoped<DescribePicture>();
        services.AddScoped<PictureCrops>();
        services.AddScoped<RemovePicture>();
        services.AddScoped<UploadStore>();
        services.AddScoped<PictureScript>();
        services.AddSingleton(new DeskLink("media.title", "/media", DeskPolicies.Read, 160));
        services.AddSingleton(new DeskLink("recordings.title", "/recordings", DeskPolicies.Read, 162));
        services.AddSingleton(new DeskLink("files.title", "/files", DeskPolicies.Read, 165));
        return services;
    }

    public static void MapMedia(this IEndpointRouteBuilder endpoints)
    {
        MediaEndpoint.Map(endpoints);
        LibraryEndpoints.Map(endpoints);
        UploadEndpoints.Map(endpoints);
        PictureScript.Script.Map(endpoints);
    }
}
