using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Wall.Desk;
using Concord.Wall.Moderation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Wall.Pages.Desk;

/// <summary>A post is typed in, such as one of a partner that has no feed.</summary>
[Authorize(DeskPolicies.Release)]
[RequestSizeLimit(MaxPicture + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = MaxPicture + (1 << 20))]
internal sealed class AddPostModel(SourceCommands sources, IngestionCommands ingestion, Localizer localizer) : PageModel
{
    private const int MaxPicture = 32 << 20;

    /// <summary>Slugs.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [];

    /// <summary>What was typed and refused.</summary>
    public PostFields Fields { get; private set; } = new();

    public string? Error { get; private set; }

    public async Task OnGetAsync(string? source, CancellationToken cancellation)
    {
        Fields = new PostFields { Source = source };
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(PostFields? fields, IFormFile? picture, CancellationToken cancellation)
    {
        if (fields is null)
        {
            return BadRequest();
        }

        Fields = fields;
        var at = TimeOf(fields.At);
        if (!string.IsNullOrEmpty(fields.At) && at is null)
        {
            return await RefuseAsync(localizer["moderation.typed.error.at"], cancellation);
        }

        if (picture is not null && string.IsNullOrWhiteSpace(fields.Alt))
        {
            return await RefuseAsync(localizer["moderation.typed.error.alt"], cancellation);
        }

        var result = await ingestion.AddAsync(
            new NewPost(
                fields.Source ?? "",
                fields.Text?.ReplaceLineEndings("\n") ?? "",
                Clean(fields.Language),
                at,
                Clean(fields.Link),
                await ReadAsync(picture, cancellation),
                Clean(fields.Alt)
            ),
            User.ToActor(),
            cancellation
        );
        return result is { IsDone: true, Post: { } post }
            ? LocalRedirect($"/desk/{localizer.Language.Code}/wall/{post}")
            : await RefuseAsync(ModerationWording.Of(result, localizer), cancellation);
    }

    private async Task<PageResult> RefuseAsync(string error, CancellationToken cancellation)
    {
        Error = error;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        Sources = [.. (await sources.ListAsync(cancellation)).Select(source => source.Slug).Order(StringComparer.Ordinal)];

    private static async Task<byte[]?> ReadAsync(IFormFile? picture, CancellationToken cancellation)
    {
        if (picture is not { Length: > 0 })
        {
            return null;
        }

        using var bytes = new MemoryStream((int)picture.Length);
        await picture.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    /// <returns>UTC; null where it is not readable.</returns>
    private static DateTime? TimeOf(string? text) =>
        DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private static string? Clean(string? text) => text?.Trim() is { Length: > 0 } clean ? clean : null;
}

/// <summary>The fields of a post that is typed in.</summary>
internal sealed record PostFields
{
    public string? Source { get; init; }

    public string? Text { get; init; }

    public string? Language { get; init; }

    /// <summary>UTC, as browsers write a date and time: <c>2020-10-22T09:00</c>; null for the present time.</summary>
    public string? At { get; init; }

    public string? Link { get; init; }

    public string? Alt { get; init; }
}
