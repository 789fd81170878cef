using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Concord.Media.Files;
using Concord.Media.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Endpoints;

/// <summary><c>/media/{digest}/{name}</c>: a file, as long as something that the audience may see shows it.</summary>
internal static class MediaEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/media/{digest:length(32)}/{name}", [HttpMethods.Get, HttpMethods.Head], SendAsync)
            // A page of the wall shows many.
            .DisableRateLimiting();

    private static async Task<IResult> SendAsync(
        string digest,
        string name,
        HttpContext http,
        ConcordDb db,
        RecordingStore recordings,
        PreviewLinks previews,
        IEnumerable<IMediaVisibility> modules,
        CancellationToken cancellation
    )
    {
        var audience = previews.AudienceOf(http.Request);
        var file = await MediaResponse.FindAsync(db, digest, cancellation);
        var recording = file is null ? await RecordingResponse.FindAsync(db, digest, cancellation) : null;
        if (file is null && recording is null || !await IsVisibleAsync(digest, audience, db, [.. modules], cancellation))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = audience == Audience.Public ? "public, max-age=31536000, immutable" : "no-store";
        return file is not null ? await file.SendAsync(http, db, name, cancellation) : recording!.Send(http, recordings);
    }

    private static async Task<bool> IsVisibleAsync(
        string digest,
        Audience audience,
        ConcordDb db,
        IReadOnlyList<IMediaVisibility> modules,
        CancellationToken cancellation
    )
    {
        var pictures = await db.Set<PictureEdition>()
            .Where(edition => edition.File == digest)
            .Select(edition => edition.Picture)
            .Union(db.Set<PictureRendition>().Where(rendition => rendition.File == digest).Select(rendition => rendition.Picture))
            .Union(db.Set<PictureCrop>().Where(crop => crop.File == digest).Select(crop => crop.Picture))
            .ToListAsync(cancellation);
        var files = await db.Set<DownloadFile>()
            .Where(file => file.Digest == digest)
            .Select(file => file.Name)
            .ToListAsync(cancellation);
        var recordings = await db.Set<RecordingFile>()
            .Where(file => file.Digest == digest)
            .Select(file => file.Recording)
            .Union(db.Set<Recording>().Where(recording => recording.Poster == digest).Select(recording => recording.Name))
            .Union(db.Set<RecordingTexts>().Where(texts => texts.CaptionsFile == digest).Select(texts => texts.Recording))
            .ToListAsync(cancellation);
        foreach (var module in modules)
        {
            if (
                (pictures.Count > 0 && (await module.VisiblePicturesAsync(pictures, audience, cancellation)).Count > 0)
                || await module.IsFileVisibleAsync(digest, audience, cancellation)
                || (files.Count > 0 && await module.IsEmbedVisibleAsync(FileEmbed.Name, files, audience, cancellation))
                || (
                    recordings.Count > 0
                    && await module.IsEmbedVisibleAsync(RecordingEmbed.Name, recordings, audience, cancellation)
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
