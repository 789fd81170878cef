using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

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
        PreviewLinks previews,
        IEnumerable<IMediaVisibility> modules,
        CancellationToken cancellation
    )
    {
        // Metadata only: whether a file may be seen, and whether the browser has it, never needs its content.
        var file = await db.Set<MediaFile>()
            .Where(row => row.Digest == digest)
            .Select(row => new { row.Type, row.Length })
            .SingleOrDefaultAsync(cancellation);
        var audience = previews.AudienceOf(http.Request);
        if (file is null || !await IsVisibleAsync(digest, audience, db, modules, cancellation))
        {
            return TypedResults.NotFound();
        }

        var headers = http.Response.Headers;
        headers.CacheControl = audience == Audience.Public ? "public, max-age=31536000, immutable" : "no-store";
        headers.ETag = $"\"{digest}\"";
        // A drawing opened by itself may use the style inside it, and nothing else.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == headers.ETag.ToString() || tag.Tag == "*"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.ContentType = file.Type;
        http.Response.ContentLength = file.Length;
        if (!file.Type.StartsWith("image/", StringComparison.Ordinal))
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(name);
            headers.ContentDisposition = disposition.ToString();
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            await MediaContent.CopyToAsync(db, digest, http.Response.Body, cancellation);
        }

        return TypedResults.Empty;
    }

    private static async Task<bool> IsVisibleAsync(
        string digest,
        Audience audience,
        ConcordDb db,
        IEnumerable<IMediaVisibility> modules,
        CancellationToken cancellation
    )
    {
        var names = await db.Set<PictureEdition>()
            .Where(edition => edition.File == digest)
            .Select(edition => edition.Picture)
            .Union(db.Set<PictureRendition>().Where(rendition => rendition.File == digest).Select(rendition => rendition.Picture))
            .Union(db.Set<PictureCrop>().Where(crop => crop.File == digest).Select(crop => crop.Picture))
            .ToListAsync(cancellation);
        foreach (var module in modules)
        {
            var isVisible =
                names.Count > 0 && (await module.VisiblePicturesAsync(names, audience, cancellation)).Count > 0
                || await module.IsFileVisibleAsync(digest, audience, cancellation);
            if (isVisible)
            {
                return true;
            }
        }

        return false;
    }
}
