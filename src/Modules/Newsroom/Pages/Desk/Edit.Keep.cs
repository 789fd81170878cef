using Concord.Foundation.Journal;
using Concord.Foundation.Security;
using Concord.Newsroom.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>What the script of the page sends while a person types.</summary>
internal sealed partial class EditModel
{
    /// <summary>Keeps what was typed, and answers who else is here.</summary>
    public async Task<IActionResult> OnPostKeepAsync(
        string slug,
        string language,
        EditFields fields,
        CancellationToken cancellation
    )
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        if (fields.IsTooLong)
        {
            return StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var at = await copies.KeepAsync(Shown.Document.Id, Shown.Language, User.IdOf(), fields, cancellation);
        return await AnswerAsync(at, cancellation);
    }

    /// <summary>A sign of life of the page; answers who else is here.</summary>
    public async Task<IActionResult> OnPostHereAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        await copies.KeepAsync(Shown.Document.Id, Shown.Language, User.IdOf(), fields: null, cancellation);
        return await AnswerAsync(keptAt: null, cancellation);
    }

    /// <summary>The page was closed.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        await copies.LeaveAsync(Shown.Document.Id, Shown.Language, User.IdOf(), cancellation);
        return new NoContentResult();
    }

    /// <summary>Throws away what was typed and not saved.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        await copies.DiscardAsync(Shown.Document.Id, Shown.Language, User.IdOf(), cancellation);
        return RedirectToPage();
    }

    private async Task<JsonResult> AnswerAsync(DateTime? keptAt, CancellationToken cancellation)
    {
        var others = await copies.OthersAsync(Shown.Document.Id, Shown.Language, User.IdOf(), cancellation);
        var names = await people.FindAsync(others.Select(other => other.Actor), cancellation);
        return new JsonResult(
            new
            {
                keptAt = keptAt is { } at ? localizer.Format.Time(at) : null,
                newest = Shown.Newest?.Number ?? 0,
                by = SavedBy,
                others = others.Select(other => new
                {
                    name = JournalWording.NameOf(other.Actor, names, localizer),
                    hasTyped = other.HasTyped,
                }),
            }
        );
    }
}
