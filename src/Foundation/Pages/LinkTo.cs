using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Concord.Foundation.Pages;

/// <summary>A link within the site, for a place in a sentence.</summary>
/// <param name="Address">With the language.</param>
public sealed record LinkTo(string Address, string Name) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
        writer.Write($"<a href=\"{encoder.Encode(Address)}\">{encoder.Encode(Name)}</a>");
}
