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
            [(localizer["mail.confirm.ignore"], null)],
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
            [(localizer["mail.summary.no-titles"], null), (localizer["mail.summary.stop"], stop)],
            stop
        );
    }

    private Localizer LocalizerOf(string language) => new(languages.Find(language) ?? languages.Default, languages, encoder);

    private string Root(Localizer localizer) => $"{site.Public}/desk/{localizer.Language.Code}";

    private static OutgoingMail Write(
        Localizer localizer,
        string to,
        string subject,
        IReadOnlyList<string> paragraphs,
        IReadOnlyList<string> lines,
        (string Words, string Address) link,
        IReadOnlyList<(string Words, string? Address)> notes,
        string? stop
    )
    {
        var body = new MailBody(localizer);
        foreach (var paragraph in paragraphs)
        {
            body.Paragraph(paragraph);
        }

        body.Lines(lines).Link(link.Words, link.Address).Notes([.. notes]);
        return new OutgoingMail
        {
            To = to,
            SenderName = localizer["site.name"],
            Subject = subject,
            Text = body.Text,
            Html = body.Html,
            Language = localizer.Language.Code,
            StopAddress = stop,
        };
    }
}
