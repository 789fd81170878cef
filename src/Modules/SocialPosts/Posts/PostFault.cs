namespace Concord.SocialPosts.Posts;

/// <summary>Why something was not done with a post; its words are the text <c>socialposts.fault.{name}</c>.</summary>
public enum PostFault
{
    None,

    /// <summary>No such post, document or account.</summary>
    NotFound,

    /// <summary>Somebody changed it meanwhile, or it is being sent.</summary>
    Changed,
    NoText,
    TooLong,

    /// <summary>The document has no photograph in the language, or it is too large for the network.</summary>
    NoPicture,

    /// <summary>A picture needs a description.</summary>
    NoAlt,
    AltTooLong,

    /// <summary>The site does not know its own public address.</summary>
    NoAddress,

    /// <summary>The network did not delete the post.</summary>
    NotDeleted,
}
