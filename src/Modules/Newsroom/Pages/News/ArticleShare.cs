using System.Globalization;
using System.Text;
using Concord.Foundation.Languages;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Pages.News;

/// <summary>How a reader passes an article on or cites it. Services are plain links: nothing of theirs is loaded.</summary>
/// <param name="Address">Absolute address of the article.</param>
/// <param name="Reference">What is cited, in one line of plain text; the address follows it.</param>
/// <param name="BibTeX">An entry for reference managers.</param>
/// <param name="Links">Services in the order shown, by the last part of the key of their names.</param>
internal sealed record ArticleShare(
    string Address,
    string Reference,
    string BibTeX,
    IReadOnlyList<(string Name, string Address)> Links
)
{
    public static ArticleShare Of(Headline headline, string address, Localizer localizer)
    {
        var publisher = localizer["site.name"];
        var summaryOf = headline.Original is { } original
            ? localizer.Fill("article.summary-of", ("issuer", original.IssuedBy), ("date", localizer.Date(original.IssuedOn)))
            : null;
        var reference = localizer.Fill(
            "article.cite.reference",
            ("publisher", publisher),
            ("title", headline.Title),
            ("date", localizer.Date(headline.Day))
        );
        return new ArticleShare(
            address,
            summaryOf is null ? reference : $"{reference} {summaryOf}",
            BibTeXOf(headline, publisher, summaryOf, address),
            LinksOf(headline.Title, address)
        );
    }

    private static IReadOnlyList<(string Name, string Address)> LinksOf(string title, string address)
    {
        var (text, url, both) = (
            Uri.EscapeDataString(title),
            Uri.EscapeDataString(address),
            Uri.EscapeDataString($"{title}\n{address}")
        );
        return
        [
            ("whatsapp", $"https://wa.me/?text={both}"),
            ("telegram", $"https://t.me/share/url?url={url}&text={text}"),
            ("x", $"https://x.com/intent/post?url={url}&text={text}"),
            ("facebook", $"https://www.facebook.com/sharer/sharer.php?u={url}"),
            ("mail", $"mailto:?subject={text}&body={url}"),
        ];
    }

    private static string BibTeXOf(Headline headline, string publisher, string? note, string address)
    {
        var entry = new StringBuilder();
        entry.Append(CultureInfo.InvariantCulture, $"@online{{{headline.Slug},\n");
        entry.Append(CultureInfo.InvariantCulture, $"  author = {{{{{Escape(publisher)}}}}},\n");
        entry.Append(CultureInfo.InvariantCulture, $"  title = {{{{{Escape(headline.Title)}}}}},\n");
        entry.Append(CultureInfo.InvariantCulture, $"  date = {{{headline.Day:yyyy-MM-dd}}},\n");
        if (note is not null)
        {
            entry.Append(CultureInfo.InvariantCulture, $"  note = {{{Escape(note)}}},\n");
        }

        entry.Append(CultureInfo.InvariantCulture, $"  url = {{{address}}}\n}}");
        return entry.ToString();
    }

    /// <summary>Signs that would end a value or be a command are written as text.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            _ = sign switch
            {
                '\\' => escaped.Append("\\textbackslash{}"),
                '~' => escaped.Append("\\textasciitilde{}"),
                '^' => escaped.Append("\\textasciicircum{}"),
                '{' or '}' or '%' or '&' or '#' or '$' or '_' => escaped.Append('\\').Append(sign),
                _ => escaped.Append(sign),
            };
        }

        return escaped.ToString();
    }
}
