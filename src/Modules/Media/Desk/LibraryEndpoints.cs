using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Concord.Media.Endpoints;
using Concord.Media.Files;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Desk;

/// <summary>What the scripts and pages of the workspace ask of the library.</summary>
internal static class LibraryEndpoints
{
    private const int MaxQuery = 100;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/desk/media/{digest:length(32)}", SendPictureAsync)
            .RequireAuthorization(DeskPolicies.Read)
            // A page of the library shows many.
            .DisableRateLimiting()
            .ExcludeFromDescription();
        endpoints
            .MapGet("/desk/files/{digest:length(32)}/{name}", SendFileAsync)
            .RequireAuthorization(DeskPolicies.Read)
            .ExcludeFromDescription();
        endpoints
            .MapMethods("/desk/recordings/{digest:length(32)}/content", [HttpMethods.Get, HttpMethods.Head], SendRecordingAsync)
            .RequireAuthorization(DeskPolicies.Read)
            // A player asks for one range after the other.
            .DisableRateLimiting()
            .ExcludeFromDescription();
        endpoints
            .MapGet("/desk/{lang:lang}/media/find", FindAsync)
            .RequireAuthorization(DeskPolicies.Read)
            .ExcludeFromDescription();
        endpoints
            .MapPost("/desk/{lang:lang}/media/{name}/texts", DescribeAsync)
            .RequireAuthorization(DeskPolicies.Read)
            .ExcludeFromDescription();
    }

    /// <summary>A picture of the library, used or not.</summary>
    private static async Task<IResult> SendPictureAsync(
        string digest,
        HttpContext http,
        ConcordDb db,
        CancellationToken cancellation
    )
    {
        // The master, which is kept without loss, leaves the database by an export only.
        if (
            await MediaResponse.FindAsync(db, digest, cancellation) is not { IsPicture: true } file
            || await db.Set<PictureEdition>().AnyAsync(edition => edition.Master == digest, cancellation)
        )
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return await file.SendAsync(http, db, digest, cancellation);
    }

    /// <summary>A file for download, used or not.</summary>
    private static async Task<IResult> SendFileAsync(
        string digest,
        string name,
        HttpContext http,
        ConcordDb db,
        CancellationToken cancellation
    )
    {
        if (
            await MediaResponse.FindAsync(db, digest, cancellation) is not { IsPicture: false } file
            || !await db.Set<DownloadFile>().AnyAsync(row => row.Digest == digest, cancellation)
        )
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return await file.SendAsync(http, db, name, cancellation);
    }

    /// <summary>A variant of a recording or its captions, used or not.</summary>
    private static async Task<IResult> SendRecordingAsync(
        string digest,
        HttpContext http,
        ConcordDb db,
        RecordingStore store,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        if (await RecordingResponse.FindAsync(db, digest, cancellation) is { } recording)
        {
            return recording.Send(http, store);
        }

        return
            await db.Set<RecordingTexts>().AnyAsync(texts => texts.CaptionsFile == digest, cancellation)
            && await MediaResponse.FindAsync(db, digest, cancellation) is { } captions
            ? await captions.SendAsync(http, db, "captions.vtt", cancellation)
            : TypedResults.NotFound();
    }

    /// <param name="language">Whose texts are shown.</param>
    private static async Task<JsonHttpResult<IReadOnlyList<LibraryPicture>>> FindAsync(
        string? q,
        string? language,
        PictureLibrary library,
        LanguageSet languages,
        Localizer localizer,
        CancellationToken cancellation
    )
    {
        var query = q?.Trim();
        var (_, pictures) = await library.ListAsync(
            query is { Length: > 0 and <= MaxQuery } ? query : null,
            lacks: null,
            page: 1,
            languages.Find(language ?? "") ?? localizer.Language,
            cancellation
        );
        return TypedResults.Json(pictures);
    }

    /// <summary>The texts of a picture in one language, from whoever may write in it.</summary>
    private static async Task<IResult> DescribeAsync(
        string name,
        HttpContext http,
        IAntiforgery antiforgery,
        DescribePicture describe,
        LanguageSet languages,
        Localizer localizer,
        CancellationToken cancellation
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        if (languages.Find(form["language"].ToString()) is not { } written)
        {
            return TypedResults.BadRequest();
        }

        if (!http.User.MayWrite(written.Code))
        {
            return TypedResults.Forbid();
        }

        var texts = new Dictionary<string, PictureTexts> { [written.Code] = PictureTexts.Of(form["alt"], form["caption"]) };
        var result = await describe.RunAsync(name, new(texts, Details: null, BasedOn: null), http.User.ToActor(), cancellation);
        return result switch
        {
            DescribeResult.Done or DescribeResult.Unchanged => TypedResults.NoContent(),
            DescribeResult.NotFound => TypedResults.NotFound(),
            _ => TypedResults.Json(
                new { Error = MediaWording.Of(result, localizer) },
                statusCode: StatusCodes.Status422UnprocessableEntity
            ),
        };
    }
}
