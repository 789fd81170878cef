using System.ComponentModel.DataAnnotations;
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
    }
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
