using System.Globalization;
using System.Text;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Media.Desk;
using Concord.Media.Downloads;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Library;
using Concord.PdfReader;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Concord.Media.Uploads;

/// <summary>
/// Resumable uploads by the protocol tus 1.0.0 (core, creation, termination, expiration), below
/// <c>/desk/{lang}/media/uploads</c>.
/// </summary>
internal static class UploadEndpoints
{
    private const string Version = "1.0.0";
    private const string Path = "/desk/{lang:lang}/media/uploads";

    /// <summary>Bytes that one request may bring, far above the largest file.</summary>
    private const long MaxRequest = RecordingLimits.MaxBytes + 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, BeginAsync).RequireAuthorization(DeskPolicies.Write).ExcludeFromDescription();
        var uploads = endpoints.MapGroup(Path).RequireAuthorization(DeskPolicies.Write).ExcludeFromDescription();
        uploads.MapMethods("/{id:guid}", [HttpMethods.Head], HeadAsync);
        uploads.MapPatch("/{id:guid}", AppendAsync);
        uploads.MapDelete("/{id:guid}", DropAsync);
        FinishedUploads.Map(uploads);
    }

    private static async Task<IResult> BeginAsync(
        string lang,
        HttpContext http,
        UploadStore store,
        IAntiforgery antiforgery,
        CancellationToken cancellation
    )
    {
        if (await RefuseAsync(http, antiforgery) is { } refusal)
        {
            return refusal;
        }

        if (Number(http, "Upload-Length") is not (> 0 and var length))
        {
            return TypedResults.BadRequest();
        }

        http.Response.Headers["Tus-Max-Size"] = RecordingLimits.MaxBytes.ToString(CultureInfo.InvariantCulture);
        if (length > RecordingLimits.MaxBytes)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var upload = await store.BeginAsync(http.User.IdOf(), FileNameOf(http), length, cancellation);
        if (upload is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        Describe(http, upload);
        http.Response.Headers.Location = $"/desk/{lang}/media/uploads/{upload.Id:D}";
        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> HeadAsync(Guid id, HttpContext http, UploadStore store, CancellationToken cancellation)
    {
        http.Response.Headers["Tus-Resumable"] = Version;
        http.Response.Headers.CacheControl = "no-store";
        if (await store.FindAsync(id, http.User.IdOf(), cancellation) is not { } upload)
        {
            return TypedResults.NotFound();
        }

        Describe(http, upload);
        http.Response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    private static async Task<IResult> AppendAsync(
        Guid id,
        HttpContext http,
        UploadStore store,
        IAntiforgery antiforgery,
        CancellationToken cancellation
    )
    {
        if (await RefuseAsync(http, antiforgery) is { } refusal)
        {
            return refusal;
        }

        if (http.Request.ContentType != "application/offset+octet-stream")
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (Number(http, "Upload-Offset") is not { } offset)
        {
            return TypedResults.BadRequest();
        }

        if (await store.FindAsync(id, http.User.IdOf(), cancellation) is not { } upload)
        {
            return TypedResults.NotFound();
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxRequest;
        }

        if (offset != upload.Received || await store.AppendAsync(upload, offset, http.Request.Body, cancellation) is not { } now)
        {
            return TypedResults.Conflict();
        }

        upload.Received = now;
        Describe(http, upload);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DropAsync(
        Guid id,
        HttpContext http,
        UploadStore store,
        IAntiforgery antiforgery,
        CancellationToken cancellation
    )
    {
        if (await RefuseAsync(http, antiforgery) is { } refusal)
        {
            return refusal;
        }

        if (await store.FindAsync(id, http.User.IdOf(), cancellation) is not { } upload)
        {
            return TypedResults.NotFound();
        }

        // What was made of it may still need its content.
        if (upload.Picture is null)
        {
            await store.DropAsync(upload.Id, cancellation);
        }

        return TypedResults.NoContent();
    }

    private static async Task<IResult?> RefuseAsync(HttpContext http, IAntiforgery antiforgery)
    {
        http.Response.Headers["Tus-Resumable"] = Version;
        http.Response.Headers["Tus-Version"] = Version;
        return http.Request.Headers["Tus-Resumable"] != Version ? TypedResults.StatusCode(StatusCodes.Status412PreconditionFailed)
            : await antiforgery.IsRequestValidAsync(http) ? null
            : TypedResults.BadRequest();
    }

    private static void Describe(HttpContext http, Upload upload)
    {
        http.Response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Upload-Expires"] = (upload.TouchedAt + UploadStore.Lifetime).ToString(
            "R",
            CultureInfo.InvariantCulture
        );
    }

    private static long? Number(HttpContext http, string header) =>
        long.TryParse(http.Request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>From <c>Upload-Metadata: filename aW1hZ2UuanBn</c>; empty where it is missing or broken.</summary>
    private static string FileNameOf(HttpContext http)
    {
        var entry = http
            .Request.Headers["Upload-Metadata"]
            .ToString()
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split(' ', 2))
            .FirstOrDefault(pair => pair is ["filename", _]);
        var bytes = new byte[1000];
        return entry is not null && Convert.TryFromBase64String(entry[1], bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : "";
    }
}
