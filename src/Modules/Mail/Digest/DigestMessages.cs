using System.Text;
using System.Text.Encodings.Web;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Mail.Sending;

namespace Concord.Mail.Digest;

/// <summary>
/// Writes the mail about work. It says how much waits and never what: mail is read on its way, and a title can give away a
/// statement before its time.
/// </summary>
internal sealed class DigestMessages(LanguageSet languages, SiteAddress site, DigestLinks links, HtmlEncoder encoder)
{
    public OutgoingMail Confirmation(WorkDigest digest)
    {
        var localizer = LocalizerOf(digest.Language);
        var address = $"{Root(localizer)}/mail/confirm/{links.ConfirmToken(digest.AccountId, digest.Address)}";
        return Write(
            localizer,
            digest.Address,
            localizer["mail.confirm.subject"],
            [localizer["mail.confirm.text"]],
            [],
            (localizer["mail.confirm.link"], address),
            [localizer["mail.confirm.ignore"]],
            stop: null
        );
    }

    public OutgoingMail Summary(WorkDigest digest, IReadOnlyList<WaitingWork> work)
    {
        var localizer = LocalizerOf(digest.Language);
        var stop = $"{Root(localizer)}/mail/stop/{links.StopToken(digest.AccountId)}";
        return Write(
            localizer,
            digest.Address,
            localizer.Fill("mail.summary.subject", ("count", localizer.Format.Number(work.Sum(one => one.Count)))),
            [localizer["mail.summary.text"]],
            [
                .. work.Select(one =>
                    localizer.Fill(
                        one.IsAtLeast ? "mail.summary.at-least" : "mail.summary.line",
                        ("work", localizer[one.TextKey]),
                        ("count", localizer.Format.Number(one.Count))
                    )
                ),
            ],
            (localizer["mail.summary.link"], Root(localizer)),
            [localizer["mail.summary.no-titles"], $"{localizer["mail.summary.stop"]} {stop}"],
            stop
        );
    }

    private Localizer LocalizerOf(string language) => new(languages.Find(language) ?? languages.Default, languages, encoder);

    private string Root(Localizer localizer) => $"{site.Public}/desk/{localizer.Language.Code}";

    private OutgoingMail Write(
        Localizer localizer,
        string to,
        string subject,
        IReadOnlyList<string> paragraphs,
        IReadOnlyList<string> lines,
        (string Words, string Address) link,
        IReadOnlyList<string> notes,
        string? stop
    )
    {
        var text = new StringBuilder();
        var html = new StringBuilder(
            $"<!doctype html><html lang=\"{localizer.Language.Code}\" dir=\"{localizer.Language.Direction}\"><body style=\"font-family:sans-serif;font-size:16px;line-height:1.5\">"
        );
        foreach (var paragraph in paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
            html.Append("<p>").Append(encoder.Encode(paragraph)).Append("</p>");
        }

        if (lines.Count > 0)
        {
            html.Append("<ul>");
            foreach (var line in lines)
            {
                text.Append("- ").Append(line).Append('\n');
                html.Append("<li>").Append(encoder.Encode(line)).Append("</li>");
            }

            text.Append('\n');
            html.Append("</ul>");
        }

        text.Append(link.Words).Append('\n').Append(link.Address).Append("\n\n");
        html.Append("<p><a href=\"")
            .Append(encoder.Encode(link.Address))
            .Append("\">")
            .Append(encoder.Encode(link.Words))
            .Append("</a></p>");
        foreach (var note in notes)
        {
            text.Append(note).Append('\n');
        }

        html.Append("<p style=\"font-size:14px;color:#555\">")
            .Append(string.Join("<br>", notes.Select(note => encoder.Encode(note))))
            .Append("</p></body></html>");
        return new OutgoingMail
        {
            To = to,
            SenderName = localizer["site.name"],
            Subject = subject,
            Text = text.ToString(),
            Html = html.ToString(),
            Language = localizer.Language.Code,
            StopAddress = stop,
        };
    }
}
