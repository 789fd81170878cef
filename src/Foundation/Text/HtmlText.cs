using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Concord.Foundation.Text;

/// <summary>Plain text as HTML. Pages are UTF-8, so letters of every script stay as they are: an escape has three times their bytes.</summary>
public static class HtmlText
{
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);
}
