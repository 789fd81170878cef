using System.Text.Encodings.Web;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Html;

namespace Concord.Members;

/// <summary>"82 members", linked to the ledger.</summary>
internal sealed class MembersLink(Localizer localizer, LedgerOnDate ledger) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write($"<a class=\"n\" href=\"/{localizer.Language.Code}/members\">");
        writer.Write(encoder.Encode(localizer.Count("members.count", ledger.Count)));
        writer.Write("</a>");
    }
}
