using System.Text;
using Concord.Foundation.Languages;
using Concord.Foundation.Text;

namespace Concord.Mail.Sending;

/// <summary>
/// Builds the two parts of a message, text and HTML, side by side. The HTML is tables with attributes and styles on each
/// element, in one column and in the direction of the language: programs such as Outlook know no more. It loads nothing.
/// </summary>
public sealed class MailBody(Localizer localizer)
{
    private const string Ink = "#14202b";
    private const string Faint = "#4a5661";
    private const string Accent = "#0b5563";
    private const int Width = 600;

    private readonly StringBuilder text = new();
    private readonly StringBuilder rows = new();

    private string Align => localizer.Language.Direction == "rtl" ? "right" : "left";

    private string Fonts =>
        localizer.Language.Direction == "rtl"
            ? "'Segoe UI', Tahoma, 'Noto Naskh Arabic', Arial, sans-serif"
            : "'Segoe UI', Helvetica, Arial, sans-serif";

    public string Text => text.ToString().TrimEnd() + "\n";

    /// <summary>First words that lists of mail show beside the subject; null shows the beginning of the text.</summary>
    public string? Preview { get; set; }

    public string Html =>
        $"""
            <!doctype html>
            <html lang="{localizer.Language.Code}" dir="{localizer.Language.Direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <meta name="x-apple-disable-message-reformatting">
            <title>{HtmlText.Encode(localizer["site.name"])}</title>
            </head>
            <body dir="{localizer.Language.Direction}" style="margin:0;padding:0;background-color:#ffffff">
            {Hidden(
                Preview
            )}<table role="presentation" width="100%" bgcolor="#ffffff" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px">
            <!--[if mso]><table role="presentation" width="{Width}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
            <table role="presentation" dir="{localizer.Language.Direction}" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:{Width}px">
            {rows}</table>
            <!--[if mso]></td></tr></table><![endif]-->
            </td></tr></table>
            </body>
            </html>

            """;

    /// <summary>The name of the coalition, at the head.</summary>
    public MailBody Masthead(string note)
    {
        text.Append(localizer["site.name"]).Append('\n').Append(note).Append("\n\n");
        Row(
            $"<b>{HtmlText.Encode(localizer["site.name"])}</b><br>{Span(note, Faint, 14)}",
            $"border-bottom:2px solid {Accent};padding:0 0 10px"
        );
        return this;
    }

    public MailBody Paragraph(string paragraph)
    {
        text.Append(paragraph).Append("\n\n");
        Row(HtmlText.Encode(paragraph), "padding:12px 0 0");
        return this;
    }

    public MailBody Lines(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return this;
        }

        foreach (var line in lines)
        {
            text.Append("- ").Append(line).Append('\n');
        }

        Row(
            $"<ul style=\"margin:0;padding:0 20px\">{string.Concat(lines.Select(line => $"<li>{HtmlText.Encode(line)}</li>"))}</ul>",
            "padding:12px 0 0"
        );
        text.Append('\n');
        return this;
    }

    public MailBody Link(string words, string address)
    {
        text.Append(words).Append('\n').Append(address).Append("\n\n");
        Row(Anchor(words, address, Accent), "padding:12px 0 0");
        return this;
    }

    /// <summary>A text of the site.</summary>
    /// <param name="caption">Its kind and date.</param>
    public MailBody Story(string caption, string title, string summary, string words, string address)
    {
        text.Append(caption)
            .Append('\n')
            .Append(title)
            .Append("\n\n")
            .Append(summary)
            .Append('\n')
            .Append(address)
            .Append("\n\n");
        Row(
            $"{Span(caption, Faint, 14)}<h2 style=\"margin:2px 0 4px;font-size:20px;line-height:1.3\">{Anchor(title, address, Ink)}</h2>"
                + $"{HtmlText.Encode(summary)}<br>{Anchor(words, address, Accent)}",
            "padding:18px 0 0"
        );
        return this;
    }

    /// <summary>Small print, each with a link or none.</summary>
    public MailBody Notes(params IReadOnlyList<(string Words, string? Address)> notes)
    {
        text.Append("--\n");
        var lines = new List<string>();
        foreach (var (words, address) in notes)
        {
            text.Append(words).Append(address is null ? "" : $"\n{address}").Append('\n');
            lines.Add(address is null ? HtmlText.Encode(words) : Anchor(words, address, Faint));
        }

        Row(
            $"<span style=\"font-size:14px;color:{Faint}\">{string.Join("<br>", lines)}</span>",
            "border-top:1px solid #cfcbc0;padding:10px 0 0",
            before: "height:24px"
        );
        return this;
    }

    private static string Hidden(string? preview) =>
        preview is null ? "" : $"<div style=\"display:none;max-height:0;overflow:hidden\">{HtmlText.Encode(preview)}</div>\n";

    private static string Span(string words, string colour, int size) =>
        $"<span style=\"font-size:{size}px;color:{colour}\">{HtmlText.Encode(words)}</span>";

    private static string Anchor(string words, string address, string colour) =>
        $"<a href=\"{HtmlText.Encode(address)}\" style=\"color:{colour}\">{HtmlText.Encode(words)}</a>";

    private void Row(string content, string style, string? before = null)
    {
        if (before is not null)
        {
            rows.Append("<tr><td style=\"").Append(before).Append("\"></td></tr>\n");
        }

        rows.Append("<tr><td align=\"")
            .Append(Align)
            .Append("\" style=\"font-family:")
            .Append(Fonts)
            .Append(";font-size:16px;line-height:1.5;color:")
            .Append(Ink)
            .Append(';')
            .Append(style)
            .Append("\">")
            .Append(content)
            .Append("</td></tr>\n");
    }
}
