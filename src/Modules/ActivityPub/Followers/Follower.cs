namespace Concord.ActivityPub.Followers;

/// <summary>Somebody who follows an account. Who it is can be read by the site's own keys only.</summary>
internal sealed class Follower
{
    public required Guid Id { get; init; }

    /// <summary>Of the account that is followed.</summary>
    public required string Language { get; init; }

    /// <summary>Keyed hash of the follower's address.</summary>
    public required string ActorHash { get; init; }

    /// <summary>Keyed hash of the inbox, the same for all followers on a server with a shared one.</summary>
    public required string InboxHash { get; set; }

    /// <summary>Where messages go, encrypted.</summary>
    public required string Inbox { get; set; }

    /// <summary>Keyed hash of the id of the Follow, by which it can be undone.</summary>
    public required string FollowHash { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime FollowedAt { get; init; }
}
