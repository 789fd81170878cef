namespace Concord.Wall.Sources;

/// <summary>A post as its source returned it.</summary>
/// <param name="Id">Its id at the source.</param>
internal sealed record FetchedPost(string Id)
{
    /// <summary>Its address at the source; http or https.</summary>
    public string? Link { get; init; }

    public string? Author { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>When its author last changed it.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Plain text with whole addresses.</summary>
    public string Text { get; init; } = "";

    /// <summary>A content warning; null where there is none.</summary>
    public string? Warning { get; init; }

    /// <summary>BCP 47, as the source claims.</summary>
    public string? Language { get; init; }

    /// <summary>Without <c>#</c>.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    public IReadOnlyList<PostFile> Files { get; init; } = [];
}

/// <summary>A picture, film or sound of a post.</summary>
/// <param name="Type">Media type, or <c>image/*</c>, <c>video/*</c>, <c>audio/*</c>.</param>
/// <param name="Still">Address of a film's still.</param>
internal sealed record PostFile(string Address, string? Type, string? Still, string? Description);
