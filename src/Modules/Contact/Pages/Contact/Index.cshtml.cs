using Concord.Contact.Messages;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Contact.Pages.Contact;

/// <summary>
/// Readers write to the team. A token in the form takes the place of an antiforgery cookie: a form sent from elsewhere can do no
/// more than one sent from here.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(MaxForm)]
internal sealed class IndexModel(
    MessageStore store,
    FormToken tokens,
    ContactLimit limit,
    ContactOptions options,
    Localizer localizer
) : PageModel
{
    private const int MaxForm = 64 << 10;

    public ContactFields Fields { get; private set; } = new();

    /// <summary>Signed: when the form was opened.</summary>
    public string Token { get; private set; } = "";

    public bool IsSent { get; private set; }

    public string? Error { get; private set; }

    public string PressAddress => options.PressAddress;

    public string DataController => options.DataController;

    public int KeepDays => options.KeepDays;

    public IActionResult OnGet(string? topic, string? about, bool sent = false)
    {
        if (!options.IsOpen)
        {
            return NotFound();
        }

        Fields = new ContactFields
        {
            Topic = Enum.TryParse<MessageTopic>(topic, ignoreCase: true, out var chosen) ? chosen : MessageTopic.Press,
            About = about?.Length <= ContactMessage.MaxAbout ? about : null,
        };
        IsSent = sent;
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(ContactFields? fields, string? token, CancellationToken cancellation)
    {
        if (!options.IsOpen)
        {
            return NotFound();
        }

        // A form that cannot be read, such as one with null characters.
        if (fields is null)
        {
            return BadRequest();
        }

        // Only programs fill a field that nobody sees; they are told nothing.
        if (!string.IsNullOrEmpty(fields.Website))
        {
            return Done();
        }

        Fields = fields;
        if (Read(fields) is not { } message)
        {
            return Refuse("contact.error.text", StatusCodes.Status422UnprocessableEntity);
        }

        if (message.Address is { } address && MailAddressRule.Read(address) is null)
        {
            return Refuse("contact.error.address", StatusCodes.Status422UnprocessableEntity);
        }

        if (!tokens.IsValid(token))
        {
            return Refuse("contact.error.again", StatusCodes.Status422UnprocessableEntity);
        }

        if (!limit.Allows(HttpContext))
        {
            return Refuse("contact.error.network", StatusCodes.Status429TooManyRequests);
        }

        return await store.AddAsync(message, cancellation)
            ? Done()
            : Refuse("contact.error.busy", StatusCodes.Status503ServiceUnavailable);
    }

    private LocalRedirectResult Done() => LocalRedirect($"/{localizer.Language.Code}/contact?sent=true");

    private PageResult Refuse(string key, int status)
    {
        Error = localizer[key];
        Response.StatusCode = status;
        return Show();
    }

    private PageResult Show()
    {
        Token = tokens.Write();
        Response.Headers.CacheControl = "no-store";
        new PageHead
        {
            Title = localizer["contact.title"],
            Description = localizer["contact.lead"],
            Path = "/contact",
            Section = "contact",
        }.PutInto(ViewData);
        return Page();
    }

    /// <returns>Null where the text is missing, or something is longer than it may be.</returns>
    private NewMessage? Read(ContactFields fields)
    {
        var (text, about, address) = (Clean(fields.Text), Clean(fields.About), Clean(fields.Address));
        return
            text is not { Length: <= ContactMessage.MaxText }
            || about?.Length > ContactMessage.MaxAbout
            || !Enum.IsDefined(fields.Topic)
            ? null
            : new NewMessage(fields.Topic, localizer.Language.Code, text, about, address);
    }

    /// <summary>Without control characters other than line ends; null where nothing is left.</summary>
    private static string? Clean(string? text) =>
        text is not null
        && string.Concat(text.ReplaceLineEndings("\n").Where(letter => letter is '\n' || !char.IsControl(letter))).Trim()
            is { Length: > 0 } clean
            ? clean
            : null;
}

/// <summary>The fields of the form.</summary>
internal sealed record ContactFields
{
    public MessageTopic Topic { get; init; }

    public string? About { get; init; }

    public string? Text { get; init; }

    public string? Address { get; init; }

    /// <summary>Nobody sees it.</summary>
    public string? Website { get; init; }
}
