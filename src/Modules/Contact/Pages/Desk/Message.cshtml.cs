using Concord.Contact.Messages;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Contact.Pages.Desk;

/// <summary>One message, where its answer goes, and what was done about it.</summary>
[Authorize(DeskPolicies.Release)]
internal sealed class MessageModel(MessageStore store, ContactOptions options, Localizer localizer) : PageModel
{
    public ContactMessage Message { get; private set; } = null!;

    /// <summary>Null where there is none, or it was erased.</summary>
    public string? Address { get; private set; }

    /// <summary>What the form shows: what is stored, or what was typed and refused.</summary>
    public MessageState State { get; private set; }

    public string? Note { get; private set; }

    public string? Error { get; private set; }

    public int KeepDays => options.KeepDays;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(
        Guid id,
        MessageState state,
        string? note,
        int version,
        CancellationToken cancellation
    )
    {
        var text = note?.Trim() is { Length: > 0 and <= ContactMessage.MaxNote } written ? written : null;
        if (Enum.IsDefined(state) && await store.ChangeAsync(id, state, text, version, User.ToActor(), cancellation))
        {
            return RedirectToPage();
        }

        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        (Error, State, Note) = (localizer["messages.error.changed"], state, note);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation)
    {
        await store.DeleteAsync(id, User.ToActor(), cancellation);
        return LocalRedirect($"/desk/{localizer.Language.Code}/messages");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } message)
        {
            return false;
        }

        (Message, State, Note) = (message, message.State, message.Note);
        Address = store.AddressOf(message);
        return true;
    }
}
