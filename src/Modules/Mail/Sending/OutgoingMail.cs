namespace Concord.Mail.Sending;

/// <summary>A message as modules write it, before it is put into the form of the network.</summary>
public sealed record OutgoingMail
{
    /// <summary>A mail address.</summary>
    public required string To { get; init; }

    /// <summary>Name beside the address of the sender.</summary>
    public required string SenderName { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>Code of its language.</summary>
    public required string Language { get; init; }

    /// <summary>Where such mail is stopped by one POST (RFC 8058); null where it is sent once.</summary>
    public string? StopAddress { get; init; }

    /// <summary>Address of the sender; null for that of the settings.</summary>
    public string? From { get; init; }

    /// <summary>Where reports of failed delivery go (the envelope sender); null for the address of the sender.</summary>
    public string? BounceAddress { get; init; }

    /// <summary>The part of the Message-ID before the @; null makes a new one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The part of the List-Id before the host of the site, such as <c>news.en</c>; null where it is no list.</summary>
    public string? List { get; init; }
}
