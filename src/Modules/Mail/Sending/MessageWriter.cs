using Concord.Foundation.Pages;
using MimeKit;
using MimeKit.Text;

namespace Concord.Mail.Sending;

/// <summary>Writes messages in the form of the network, signed where the settings name keys.</summary>
internal sealed class MessageWriter(MailOptions options, SiteAddress site, DkimSignatures signatures, TimeProvider time)
{
    private string Host => new Uri(site.Public!).Host;

    public MimeMessage Write(OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{mail.MessageId ?? $"{Guid.CreateVersion7():N}"}@{Host}",
            Body = new MultipartAlternative
            {
                new TextPart(TextFormat.Plain) { Text = mail.Text },
                new TextPart(TextFormat.Html) { Text = mail.Html },
            },
        };
        message.From.Add(new MailboxAddress(mail.SenderName, MailboxAddress.Parse(mail.From ?? options.From).Address));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        // Programs that answer mail, such as notices of absence, leave it alone.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.List is { } list)
        {
            message.Headers.Add(HeaderId.ListId, $"<{list}.{Host}>");
        }

        if (mail.StopAddress is { } stop)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        // Every server passes on seven bits and short lines unchanged, which a signature needs.
        message.Prepare(EncodingConstraint.SevenBit);
        signatures.Sign(message);
        return message;
    }
}
