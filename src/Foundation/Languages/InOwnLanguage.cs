using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Concord.Foundation.Languages;

/// <summary>A language's name in that language, with its lang attribute.</summary>
public sealed class InOwnLanguage(Language language) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
        writer.Write($"<bdi lang=\"{language.Code}\" dir=\"{language.Direction}\">{encoder.Encode(language.Name)}</bdi>");
}
