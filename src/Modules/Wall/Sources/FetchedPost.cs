namespace Concord.Wall.Sources;

/// <summary>A post as its source returned it.</summary>
/// <param name="Id">Its id at the source.</param>
internal sealed record FetchedPost(string Id)
{
    /// <summary>Its address at the source; http or https.</summary>
    public string? Link { get; init; }

    /// <summary>
    /// The id that the source gave, where it gives the same to several posts; <see cref="Id"/> then tells them apart.
    /// </summary>
    public string? SharedId { get; init; }

    /// <summary>False where a source may use its ids again for other posts, as feeds do.</summary>
    public bool HasReliableId { get; init; } = true;

    public string? Author { get; init; }

    /// <summary>Null where the source gives none, or none that can be read.</summary>
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

    /// <summary>Its pictures are marked as not for everybody.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The post of somebody else that it quotes.</summary>
    public QuotedPost? Quote { get; init; }
}

/// <param name="Text">Plain text; empty where only the link is known.</param>
/// <param name="Link">http or https.</param>
internal sealed record QuotedPost(string? Author, string Text, string? Link)
{
    /// <returns>Null where nothing is known of it.</returns>
    public static QuotedPost? Of(string? author, string? text, string? link) =>
        string.IsNullOrWhiteSpace(text) && JsonParts.WebOnly(link) is null
            ? null
            : new QuotedPost(author, text?.Trim() ?? "", JsonParts.WebOnly(link));
}

/// <summary>A picture, film or sound of a post.</summary>
/// <param name="Type">Media type, or <c>image/*</c>, <c>video/*</c>, <c>audio/*</c>.</param>
/// <param name="Still">Address of a film's still.</param>
internal sealed record PostFile(string Address, string? Type, string? Still, string? Description);
