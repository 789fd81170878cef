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
using Microsoft.AspNetCore.Routing;

namespace Concord.Media.Uploads;

/// <summary>
/// What is made of a finished upload: a picture by <c>POST …/{id}/picture</c>, a file for download by <c>POST …/{id}/file</c>, and
/// video or audio by <c>POST …/{id}/recording</c>. Whoever lost the answer asks again.
/// </summary>
internal static class FinishedUploads
{
    public static void Map(IEndpointRouteBuilder uploads)
    {
        uploads.MapPost("/{id:guid}/picture", MakePictureAsync);
        uploads.MapPost("/{id:guid}/file", MakeFileAsync);
        uploads.MapPost("/{id:guid}/recording", MakeRecordingAsync);
    }

    /// <summary>Makes a picture of a finished upload. Of a refused one nothing is kept.</summary>
    private static async Task<IResult> MakePictureAsync(
        Guid id,
        HttpContext http,
        UploadStore store,
        UploadPicture uploads,
        PictureLibrary library,
        Localizer localizer,
        IAntiforgery antiforgery,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await FindFinishedAsync(id, http, store, antiforgery, cancellation);
        if (found is not { } upload)
        {
            return refusal!;
        }

        if (upload.Length > UploadPicture.MaxBytes)
        {
            return await RefuseAsync(upload, MediaWording.Of(UploadPicture.TooLarge, localizer), store, cancellation);
        }

        var result = upload.Picture is { } made
            ? new UploadResult(made)
            : await uploads.RunAsync(upload.FileName, token => store.ReadAsync(upload, token), http.User.ToActor(), cancellation);
        if (result.Name is not { } name)
        {
            return await RefuseAsync(upload, MediaWording.Of(result.Fault!, localizer), store, cancellation);
        }

        await FinishAsync(upload, name, store, cancellation);
        var added = await library.FindAsync(name, localizer.Language, cancellation);
        return TypedResults.Json(
            new
            {
                Picture = added,
                result.IsPresent,
                Alike = await library.AlikeAsync(name, localizer.Language, cancellation),
            }
        );
    }

    /// <summary>Makes a file for download of a finished upload. Of a refused one nothing is kept.</summary>
    private static async Task<IResult> MakeFileAsync(
        Guid id,
        HttpContext http,
        UploadStore store,
        UploadFile uploads,
        FileLibrary library,
        Localizer localizer,
        IAntiforgery antiforgery,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await FindFinishedAsync(id, http, store, antiforgery, cancellation);
        if (found is not { } upload)
        {
            return refusal!;
        }

        if (upload.Length > PdfLimits.MaxBytes)
        {
            return await RefuseAsync(upload, PdfFaults.TextOf(PdfFault.TooDemanding, localizer), store, cancellation);
        }

        var result = upload.Picture is { } made
            ? new UploadFileResult(made)
            : await uploads.RunAsync(upload.FileName, token => store.ReadAsync(upload, token), http.User.ToActor(), cancellation);
        if (result.Name is not { } name)
        {
            return await RefuseAsync(upload, PdfFaults.TextOf(result.Fault!.Value, localizer), store, cancellation);
        }

        await FinishAsync(upload, name, store, cancellation);
        return TypedResults.Json(new { File = await library.FindAsync(name, cancellation), result.IsPresent });
    }

    /// <summary>Takes a finished upload as video or audio, to be converted. Of a refused one nothing is kept.</summary>
    private static async Task<IResult> MakeRecordingAsync(
        Guid id,
        HttpContext http,
        UploadStore store,
        AddRecording add,
        RecordingLibrary library,
        Localizer localizer,
        IAntiforgery antiforgery,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await FindFinishedAsync(id, http, store, antiforgery, cancellation);
        if (found is not { } upload)
        {
            return refusal!;
        }

        var result = upload.Picture is { } made
            ? new AddRecordingResult(made)
            : await add.RunAsync(upload, http.User.ToActor(), cancellation);
        if (result.Name is not { } name)
        {
            return await RefuseAsync(upload, RecordingFaults.TextOf(result.Fault!.Value, localizer), store, cancellation);
        }

        if (result.IsPresent)
        {
            await store.FinishAsync(upload, name, cancellation);
        }

        var recording = await library.FindAsync(name, cancellation);
        return TypedResults.Json(new { File = new { name, recording?.FileName }, result.IsPresent });
    }

    private static async Task<(Upload? Upload, IResult? Refusal)> FindFinishedAsync(
        Guid id,
        HttpContext http,
        UploadStore store,
        IAntiforgery antiforgery,
        CancellationToken cancellation
    ) =>
        !await antiforgery.IsRequestValidAsync(http) ? (null, TypedResults.BadRequest())
        : await store.FindAsync(id, http.User.IdOf(), cancellation) is not { } upload ? (null, TypedResults.NotFound())
        : upload.Received < upload.Length ? (null, TypedResults.Conflict())
        : (upload, null);

    private static async Task<IResult> RefuseAsync(
        Upload upload,
        string reason,
        UploadStore store,
        CancellationToken cancellation
    )
    {
        await store.DropAsync(upload.Id, cancellation);
        return TypedResults.Json(new { Error = reason }, statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Only what has just been made: asking again for something else would take the content from it.</summary>
    private static Task FinishAsync(Upload upload, string made, UploadStore store, CancellationToken cancellation) =>
        upload.Picture is null ? store.FinishAsync(upload, made, cancellation) : Task.CompletedTask;
}
