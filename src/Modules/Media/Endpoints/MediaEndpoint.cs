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
        IEnumerable<IMediaVisibility> covers,
        CancellationToken cancellation
    )
    {
        var file = await db.Set<MediaFile>().AsNoTracking().SingleOrDefaultAsync(row => row.Digest == digest, cancellation);
        if (file is null || await IsCoveredAsync(digest, db, covers, cancellation))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        // A drawing opened by itself may use the style inside it, and nothing else.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        var isPicture = file.Type.StartsWith("image/", StringComparison.Ordinal);
        return TypedResults.Bytes(file.Content, file.Type, isPicture ? null : name, entityTag: new($"\"{digest}\""));
    }

    /// <summary>A file is handed out as long as one picture that has it may be seen; or where it is of no picture.</summary>
    private static async Task<bool> IsCoveredAsync(
        string digest,
        ConcordDb db,
        IEnumerable<IMediaVisibility> covers,
        CancellationToken cancellation
    )
    {
        var names = await db.Set<PictureEdition>()
            .Where(edition => edition.File == digest)
            .Select(edition => edition.Picture)
            .Union(db.Set<PictureRendition>().Where(rendition => rendition.File == digest).Select(rendition => rendition.Picture))
            .ToListAsync(cancellation);
        var seen = names.ToHashSet(StringComparer.Ordinal);
        foreach (var cover in covers)
        {
            if (seen.Count > 0)
            {
                seen.ExceptWith(await cover.HiddenAsync(seen, cancellation));
            }
        }

        return names.Count > 0 && seen.Count == 0;
    }
}
