using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Endpoints;

/// <summary><c>/media/{digest}/{name}</c>: a file, to be kept for ever by whoever fetches it.</summary>
internal static class MediaEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/media/{digest:length(32)}/{name}", [HttpMethods.Get, HttpMethods.Head], SendAsync);

    private static async Task<IResult> SendAsync(
        string digest,
        string name,
        HttpContext http,
        ConcordDb db,
        CancellationToken cancellation
    )
    {
        var file = await db.Set<MediaFile>().AsNoTracking().SingleOrDefaultAsync(row => row.Digest == digest, cancellation);
        if (file is null)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        // A drawing opened by itself may use the style inside it, and nothing else.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        var isPicture = file.Type.StartsWith("image/", StringComparison.Ordinal);
        return TypedResults.Bytes(file.Content, file.Type, isPicture ? null : name, entityTag: new($"\"{digest}\""));
    }
}
