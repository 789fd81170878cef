using Concord.Foundation.Pages;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Concord.Mail.Sending;

/// <summary>Sends mail by the SMTP server of the settings.</summary>
internal sealed class MailSender(MailOptions options, SiteAddress site, TimeProvider time)
{
    /// <summary>Mail leads back to the site, so its public address has to be known too.</summary>
    public bool IsConfigured => options.Host.Length > 0 && site.Public is not null;

    /// <exception cref="MailFailure">The server could not be reached, or refused the message.</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        using var message = ToMessage(mail);
        using var client = new SmtpClient { Timeout = options.TimeoutSeconds * 1000 };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, Security(), cancellation);
            if (options.User.Length > 0)
            {
                await client.AuthenticateAsync(options.User, options.Password, cancellation);
            }

            await client.SendAsync(message, cancellation);
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or System.Net.Sockets.SocketException
                        or TimeoutException
                        or ProtocolException
                        or CommandException
                        or AuthenticationException
                        or SslHandshakeException
                        or NotSupportedException
                || (failure is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            throw new MailFailure(failure.Message, failure);
        }

        // The message is accepted: a server that says no farewell changes nothing.
        await client.DisconnectAsync(quit: true, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private SecureSocketOptions Security() =>
        options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };

    private MimeMessage ToMessage(OutgoingMail mail)
    {
        var from = MailboxAddress.Parse(options.From);
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{Guid.CreateVersion7():N}@{new Uri(site.Public!).Host}",
            Body = new MultipartAlternative
            {
                new TextPart(TextFormat.Plain) { Text = mail.Text },
                new TextPart(TextFormat.Html) { Text = mail.Html },
            },
        };
        message.From.Add(new MailboxAddress(mail.SenderName, from.Address));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        // Answering machines keep still.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.StopAddress is { } stop)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return message;
    }
}

/// <param name="To">A mail address.</param>
/// <param name="Language">Code of its language.</param>
/// <param name="StopAddress">Where such mail is stopped by one POST (RFC 8058); null where it is sent once.</param>
internal sealed record OutgoingMail(
    string To,
    string SenderName,
    string Subject,
    string Text,
    string Html,
    string Language,
    string? StopAddress
);

/// <summary>A message was not accepted by the server.</summary>
internal sealed class MailFailure(string message, Exception cause) : Exception(message, cause);
