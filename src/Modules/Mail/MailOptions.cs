using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Concord.Mail.Sending;
using MailKit.Security;
using MimeKit;

namespace Concord.Mail;

/// <summary>The server by which mail is sent: <c>Concord:Mail</c>.</summary>
internal sealed class MailOptions : IValidatableObject
{
    public const string Section = "Concord:Mail";

    /// <summary>Name of the SMTP server; empty sends no mail.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Empty where the server wants no sign-in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Address of the sender: <c>workspace@example.org</c>.</summary>
    public string From { get; set; } = "";

    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Domain that signs mail (DKIM): that of the sender, or one above it.</summary>
    public string DkimDomain { get; set; } = "";

    /// <summary>Keys that sign mail; none leaves it unsigned.</summary>
    public IList<DkimKeyOptions> Dkim { get; } = [];

    internal SecureSocketOptions SocketOptions => Security.ToSocketOptions();

    /// <summary>The mailbox into which other servers report failed delivery.</summary>
    public ReportsOptions Reports { get; } = new();

    /// <summary>How often the program looks whether a summary of work is due.</summary>
    [Range(1, 3600)]
    public int CheckSeconds { get; set; } = 60;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host.Length > 0 && !MailboxAddress.TryParse(From, out _))
        {
            yield return new ValidationResult(
                $"{Section}:From has to be a mail address, such as workspace@example.org, where {Section}:Host is set."
            );
        }

        if (Dkim.Count > 0 && Uri.CheckHostName(DkimDomain) != UriHostNameType.Dns)
        {
            yield return new ValidationResult(
                $"{Section}:DkimDomain has to be a domain, such as example.org, where {Section}:Dkim names keys."
            );
        }

        if (Reports.Host.Length > 0 && (Reports.Port is < 1 or > 65535 || Reports.CheckSeconds is < 10 or > 86_400))
        {
            yield return new ValidationResult(
                $"{Section}:Reports needs a Port between 1 and 65535 and CheckSeconds between 10 and 86400."
            );
        }

        foreach (var (key, number) in Dkim.Select((key, number) => (key, number)))
        {
            if (key.Selector.Length == 0 || Uri.CheckHostName(key.Selector) != UriHostNameType.Dns)
            {
                yield return new ValidationResult(
                    $"{Section}:Dkim:{number}:Selector has to be the name of the key in the domain, such as 2026a."
                );
            }
            else if (FaultOf(key) is { } fault)
            {
                yield return new ValidationResult($"{Section}:Dkim:{number}:KeyFile cannot be used: {fault}");
            }
        }
    }

    private string? FaultOf(DkimKeyOptions key)
    {
        try
        {
            (DkimSignatures.Read(DkimDomain, key) as IDisposable)?.Dispose();
            return null;
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return failure.Message;
        }
    }
}

/// <summary>A mailbox that is read by POP3.</summary>
internal sealed class ReportsOptions
{
    /// <summary>Name of the POP3 server; empty reads no reports.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 995;

    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public int CheckSeconds { get; set; } = 300;

    internal SecureSocketOptions SocketOptions => Security.ToSocketOptions();
}

internal static class MailSecurities
{
    public static SecureSocketOptions ToSocketOptions(this MailSecurity security) =>
        security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
}

/// <summary>A key that signs mail.</summary>
internal sealed class DkimKeyOptions
{
    /// <summary>Name of the key in the domain: <c>2026a</c> for the record <c>2026a._domainkey.example.org</c>.</summary>
    public string Selector { get; set; } = "";

    /// <summary>A private key in PEM: RSA or Ed25519.</summary>
    public string KeyFile { get; set; } = "";
}

internal enum MailSecurity
{
    /// <summary>TLS is begun on a plain connection; without it nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>No encryption: for a server on the same machine.</summary>
    None,
}
