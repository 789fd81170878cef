namespace Concord.SocialPosts.Networks;

/// <summary>How one network takes posts.</summary>
internal interface ISocialNetwork
{
    SocialNetwork Network { get; }

    /// <summary>
    /// How long after the first attempt the same post can be sent again without appearing twice; null where the network
    /// cannot tell a repetition from a second post.
    /// </summary>
    TimeSpan? Repeatable { get; }

    /// <summary>Signs in and asks for the account's name; sends nothing.</summary>
    Task<NetworkAnswer> CheckAsync(SocialAccount account, CancellationToken cancellation);

    /// <summary>Gives the network the picture of a post, before the post itself. Doing it twice harms nothing.</summary>
    Task<(PreparedPost? Prepared, NetworkAnswer Answer)> PrepareAsync(
        SocialAccount account,
        OutgoingPost post,
        CancellationToken cancellation
    );

    /// <summary>Makes the post public.</summary>
    Task<NetworkAnswer> SendAsync(
        SocialAccount account,
        OutgoingPost post,
        PreparedPost prepared,
        CancellationToken cancellation
    );

    /// <summary>Deletes a post that was sent. Accepted too where it is gone already.</summary>
    /// <param name="id">As the network gave it.</param>
    Task<NetworkAnswer> DeleteAsync(SocialAccount account, string id, CancellationToken cancellation);
}

/// <summary>A post to be sent.</summary>
/// <param name="At">UTC; the same in every attempt.</param>
/// <param name="Language">Its code.</param>
internal sealed record OutgoingPost(Guid Id, Counting.PostText Text, string Language, DateTime At)
{
    public OutgoingPicture? Picture { get; init; }

    /// <summary>Title and summary of the document, for networks that show a card.</summary>
    public string Title { get; init; } = "";

    public string Summary { get; init; } = "";
}

/// <param name="Content">JPEG.</param>
internal sealed record OutgoingPicture(byte[] Content, string Alt, int Width, int Height);

/// <summary>What a network gave for a post before it is sent.</summary>
/// <param name="Session">For further requests; null where the account has a lasting secret.</param>
/// <param name="Picture">How it names the picture; null for none.</param>
internal sealed record PreparedPost(Session? Session, string? Picture);

/// <param name="Token">A secret of short life.</param>
/// <param name="Owner">Who is signed in.</param>
internal sealed record Session(string Token, string Owner);

/// <summary>What a network said.</summary>
/// <param name="Words">For people and the record: its code and its own words, shortened.</param>
internal sealed record NetworkAnswer(AnswerKind Kind, string Words)
{
    /// <summary>How the network names the post.</summary>
    public string? Id { get; init; }

    /// <summary>Of its public page.</summary>
    public string? Url { get; init; }

    /// <summary>How long it asks to wait.</summary>
    public TimeSpan? Wait { get; init; }
}

internal enum AnswerKind
{
    Accepted,

    /// <summary>Not done; the same can be tried later.</summary>
    Later,

    /// <summary>Not done, and it will not be done as it is.</summary>
    Refused,

    /// <summary>It may have been done.</summary>
    Unknown,
}
