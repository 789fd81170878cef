using Concord.Foundation.Pages;

namespace Concord.Mail.Sending;

/// <summary>The SMTP server of the settings.</summary>
public sealed class MailSender
{
    private readonly MailOptions options;
    private readonly SiteAddress site;
    private readonly MessageWriter writer;

    internal MailSender(MailOptions options, SiteAddress site, MessageWriter writer) =>
        (this.options, this.site, this.writer) = (options, site, writer);

    /// <summary>Mail leads back to the site, so its public address has to be known too.</summary>
    public bool IsConfigured => options.Host.Length > 0 && site.Public is not null;

    /// <summary>Name of the server.</summary>
    public string Host => options.Host;

    /// <summary>Sends one message.</summary>
    /// <exception cref="MailException">The server could not be reached, or refused the message.</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(cancellation);
        await connection.SendAsync(mail);
    }

    /// <summary>Opens a connection for several messages.</summary>
    /// <exception cref="MailException">The server cannot be reached, or does not take the sign-in.</exception>
    public Task<MailConnection> ConnectAsync(CancellationToken cancellation) =>
        MailConnection.OpenAsync(options, writer, cancellation);
}
