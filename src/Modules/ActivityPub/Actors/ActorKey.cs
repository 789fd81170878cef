namespace Concord.ActivityPub.Actors;

/// <summary>The key with which one account signs.</summary>
internal sealed class ActorKey
{
    public required string Language { get; init; }

    /// <summary>PKCS #8, encrypted by the keys of the site.</summary>
    public required byte[] Private { get; init; }

    /// <summary>PEM.</summary>
    public required string Public { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
