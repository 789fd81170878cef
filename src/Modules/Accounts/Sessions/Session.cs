namespace Concord.Accounts.Sessions;

/// <summary>A browser in which a person is signed in. No address is stored.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Security stamp of the account at the sign-in; the session ends when it changes.</summary>
    public required string Stamp { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>UTC of the last request, to the minute.</summary>
    public required DateTime SeenAt { get; set; }

    /// <summary>UTC at which the person last proved who they are.</summary>
    public required DateTime ConfirmedAt { get; set; }

    /// <summary>Browser and system, as in “Firefox, Android”.</summary>
    public required string Device { get; init; }
}
