using System.Text;
using System.Text.Encodings.Web;
using Concord.Wall.Text;
using Microsoft.AspNetCore.Html;

namespace Concord.Wall.Reading;

/// <summary>
/// A post's text as HTML. Trust boundary: the text is untrusted; every character is encoded, and only web addresses become
/// links.
/// </summary>
/// <param name="language">Of the page: hashtags link to its wall.</param>
/// <param name="countries">Names of countries by ISO 3166-1 code, in the language of the page, for flags.</param>
internal sealed class PostHtml(string text, string language, IReadOnlyDictionary<string, string> countries) : IHtmlContent
{
    /// <summary>Characters of a long text that are shown; the whole text is at its source.</summary>
    public const int MaxShown = 600;

    private const int MaxLink = 40;

    public static bool IsCut(string text) => text.Length > MaxShown + (MaxShown / 4);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var paragraph in Shown().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            writer.Write("<p>");
            foreach (var piece in PostPieces.Of(paragraph))
            {
                Write(piece, writer, encoder);
            }

            writer.Write("</p>");
        }
    }

    private void Write(Piece piece, TextWriter writer, HtmlEncoder encoder)
    {
        switch (piece.Kind)
        {
            case PieceKind.Link:
                var address = encoder.Encode(piece.Text);
                writer.Write($"<a href=\"{address}\" rel=\"nofollow noopener noreferrer\" dir=\"ltr\">");
                encoder.Encode(writer, ShortLink(piece.Text));
                writer.Write("</a>");
                break;
            case PieceKind.Hashtag:
                var query = Uri.EscapeDataString(Hashtag.Fold(piece.Text));
                writer.Write($"<a href=\"/{language}/wall?hashtag={query}\"><bdi>{encoder.Encode(piece.Text)}</bdi></a>");
                break;
            case PieceKind.Mention:
                writer.Write($"<bdi>{encoder.Encode(piece.Text)}</bdi>");
                break;
            case PieceKind.Flag:
                // Many systems have no picture of a flag and would show nothing.
                var code = CodeOf(piece.Text);
                writer.Write(
                    $"<abbr dir=\"ltr\"{(countries.GetValueOrDefault(code) is { } name ? $" title=\"{encoder.Encode(name)}\"" : "")}>{code}</abbr>"
                );
                break;
            default:
                encoder.Encode(writer, piece.Text);
                break;
        }
    }

    /// <summary>Two regional indicators as two letters, A to Z.</summary>
    private static string CodeOf(string flag) =>
        string.Concat(flag.EnumerateRunes().Select(sign => (char)('A' + sign.Value - 0x1F1E6)));

    /// <summary>Cuts at a word, never within a character.</summary>
    private string Shown()
    {
        if (!IsCut(text))
        {
            return text;
        }

        var end = text.LastIndexOfAny([' ', '\n'], MaxShown, MaxShown / 2);
        end = end < 0 ? MaxShown : end;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>The host, and as much of the path as fits a narrow column.</summary>
    private static string ShortLink(string link)
    {
        var address = new Uri(link);
        var host = address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;
        var whole = host + address.AbsolutePath.TrimEnd('/');
        return whole.Length <= MaxLink ? whole : whole[..MaxLink] + "…";
    }
}
