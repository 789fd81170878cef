using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Concord.Media.Endpoints;

/// <summary>A stored file as the answer to a request that may have it.</summary>
internal sealed record MediaResponse(string Digest, string Type, long Length)
{
    public bool IsPicture => Type.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>Metadata only: whether a file may be seen, and whether the browser has it, never needs its content.</summary>
    /// <returns>Null where none is stored.</returns>
    public static Task<MediaResponse?> FindAsync(ConcordDb db, string digest, CancellationToken cancellation) =>
        db.Set<MediaFile>()
            .Where(row => row.Digest == digest)
            .Select(row => new MediaResponse(row.Digest, row.Type, row.Length))
            .SingleOrDefaultAsync(cancellation);

    /// <param name="fileName">Under which a file that is no picture is saved.</param>
    public async Task<IResult> SendAsync(HttpContext http, ConcordDb db, string fileName, CancellationToken cancellation)
    {
        var headers = http.Response.Headers;
        headers.ETag = $"\"{Digest}\"";
        // A drawing opened by itself may use the style inside it, and nothing else.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == headers.ETag.ToString() || tag.Tag == "*"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.ContentType = Type;
        http.Response.ContentLength = Length;
        if (!IsPicture)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(fileName);
            headers.ContentDisposition = disposition.ToString();
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            await MediaContent.CopyToAsync(db, Digest, http.Response.Body, cancellation);
        }

        return TypedResults.Empty;
    }
}
