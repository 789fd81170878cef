using Concord.Foundation.Storage;
using Concord.Media.Recordings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Concord.Media.Endpoints;

/// <summary>A stored recording as the answer to a request that may have it. A player asks for the ranges it plays.</summary>
internal sealed record RecordingResponse(string Digest, string Type, long Length)
{
    /// <returns>Null where none is stored.</returns>
    public static Task<RecordingResponse?> FindAsync(ConcordDb db, string digest, CancellationToken cancellation) =>
        db.Set<RecordingFile>()
            .Where(file => file.Digest == digest)
            .Select(file => new RecordingResponse(file.Digest, file.Type, file.Length))
            .FirstOrDefaultAsync(cancellation);

    public FileStreamHttpResult Send(HttpContext http, RecordingStore store)
    {
        // Opened by itself, a browser shows it in a page of its own. In a sandbox that page could not play it.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'";
        return TypedResults.Stream(
            store.Open(Digest, Length),
            Type,
            entityTag: new EntityTagHeaderValue($"\"{Digest}\""),
            enableRangeProcessing: true
        );
    }
}
