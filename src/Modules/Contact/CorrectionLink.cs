using Concord.Contact.Messages;
using Concord.Foundation.Pages;

namespace Concord.Contact;

/// <summary>The contact page, filled in for a correction.</summary>
internal sealed class CorrectionLink(ContactOptions options) : ICorrectionLink
{
    public string? AddressFor(string language, string page) =>
        !options.IsOpen ? null
        : page.Length > ContactMessage.MaxAbout ? $"/{language}/contact?topic=correction"
        : $"/{language}/contact?topic=correction&about={Uri.EscapeDataString(page)}";
}
