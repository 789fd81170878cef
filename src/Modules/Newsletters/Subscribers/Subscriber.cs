using Concord.Foundation.Storage;

namespace Concord.Newsletters.Subscribers;

/// <summary>A reader who asked for news by mail.</summary>
internal sealed class Subscriber : IVersioned
{
    public const int MaxTopics = 1_000;

    public required Guid Id { get; init; }

    /// <summary><see cref="SubscriberAddresses.HashOf"/>: one address has one subscription.</summary>
    public required string AddressHash { get; init; }

    /// <summary>Encrypted.</summary>
    public required string Address { get; init; }

    /// <summary>Code of the language.</summary>
    public required string Language { get; set; }

    /// <summary>As <see cref="NewsletterTopics"/> writes it.</summary>
    public required string Topics { get; set; }

    public required Rhythm Rhythm { get; set; }

    /// <summary>UTC; when the form was sent, or sent again before it was confirmed.</summary>
    public required DateTime AskedAt { get; set; }

    /// <summary>UTC; null until the person confirmed.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>UTC; when a message about the subscription itself was last put into the queue.</summary>
    public DateTime? NoticeAt { get; set; }

    /// <summary>Such messages since the subscription was made or confirmed.</summary>
    public int Notices { get; set; }

    /// <summary>Newsletters in a row that came back.</summary>
    public int Failures { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? FailedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>How often a reader gets news.</summary>
public enum Rhythm
{
    /// <summary>One message for each text, some minutes after it is public.</summary>
    AtOnce,
    Daily,
    Weekly,
}

/// <summary>An address to which nothing is sent for a time: its reader reported mail as unwanted. Only the hash is kept.</summary>
internal sealed class Suppression
{
    public required string AddressHash { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Until { get; set; }
}
