using Concord.Foundation.Storage;
using Concord.Foundation.Text;

namespace Concord.Contact.Messages;

/// <summary>What a reader wrote to the team.</summary>
internal sealed class ContactMessage : IVersioned
{
    /// <summary>Characters.</summary>
    public const int MaxText = 4_000;

    public const int MaxAbout = 500;
    public const int MaxNote = 2_000;

    public const int MaxAddress = MailAddressRule.MaxLength;

    public required Guid Id { get; init; }

    public required MessageTopic Topic { get; init; }

    /// <summary>Code of the language of the page.</summary>
    public required string Language { get; init; }

    public required string Text { get; init; }

    /// <summary>Which page or statement it is about, as the reader wrote it.</summary>
    public string? About { get; init; }

    /// <summary>Where the reader wants the answer, encrypted; null where none was given or it was erased.</summary>
    public string? Address { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    public required MessageState State { get; set; }

    /// <summary>UTC; when it was closed.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>For the team.</summary>
    public string? Note { get; set; }

    /// <summary>Of topic and text: the same message sent twice is stored once.</summary>
    public required string Digest { get; init; }

    public int Version { get; set; }
}

/// <summary>Who of the team a message is for.</summary>
public enum MessageTopic
{
    Press,
    Correction,
    Accessibility,
    Data,
    Other,
}

/// <summary>What was done about a message.</summary>
public enum MessageState
{
    New,
    InWork,

    /// <summary>Done; the address is erased, and the message is deleted after some days.</summary>
    Closed,
}
