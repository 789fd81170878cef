using System.Globalization;
using Concord.Foundation.ContentImport;

namespace Concord.Wall.Posts;

/// <summary>One partner's post, kept as a copy.</summary>
internal sealed class Post
{
    /// <summary>Characters: longer texts are cut, with a link to the whole.</summary>
    public const int MaxText = 10_000;

    /// <summary>Made from the source and its own id, so that the same post has it on every site.</summary>
    public required Guid Id { get; init; }

    /// <summary>Slug of its source.</summary>
    public required string Source { get; init; }

    /// <summary>Its identity at the source.</summary>
    public required string SourceId { get; init; }

    /// <summary>Where it can be read at its source; http or https.</summary>
    public string? Link { get; set; }

    /// <summary>Who wrote it, where the source says so.</summary>
    public string? Author { get; set; }

    /// <summary>When its author published it, UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>When it was taken in, UTC.</summary>
    public required DateTime ImportedAt { get; init; }

    /// <summary>When its author changed it after that, UTC; null where nobody did.</summary>
    public DateTime? EditedAt { get; set; }

    /// <summary>Its place on the wall: <see cref="OrderOf"/>.</summary>
    public required string Order { get; set; }

    /// <summary>Plain text with links, mentions and hashtags as they stand.</summary>
    public required string Text { get; set; }

    /// <summary>What its author put before it, for the reader to decide.</summary>
    public string? Warning { get; set; }

    /// <summary>BCP 47, primary tag; empty where nobody can tell.</summary>
    public required string Language { get; set; }

    public required PostState State { get; set; }

    /// <summary>Why it waits, or was taken off, for the operator; null for a live one.</summary>
    public string? StateReason { get; set; }

    /// <summary>Since when it stands before all others, UTC; null where it does not.</summary>
    public DateTime? PinnedAt { get; set; }

    /// <summary>The same text elsewhere gives the same; empty where the text is too short to tell.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The post that stands for this one, where the state is <see cref="PostState.Duplicate"/>.</summary>
    public Guid? DuplicateOf { get; set; }

    /// <summary>Slug of the member, as its source has it.</summary>
    public string? Member { get; set; }

    /// <summary>Written by us to show the product, and said so beside it.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>When its source was last asked whether it is still there, UTC.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>Since when its source says, of it and of many others at once, that it is gone, UTC; null where it does not.</summary>
    public DateTime? SuspectedDeletedAt { get; set; }

    /// <summary>Of what its source last said: where it is another, the post was changed there.</summary>
    public string? SourceDigest { get; set; }

    public List<PostTopic> Topics { get; } = [];

    public List<PostPicture> Pictures { get; } = [];

    public List<PostTranslation> Translations { get; } = [];

    public static Guid IdOf(string source, string sourceId) => ContentId.Of("wall", source, sourceId);

    /// <summary>
    /// Sorts by time, and never says the same of two posts, so that one column is the reader's place on the wall: 17 digits
    /// of the time, 15 of the identity.
    /// </summary>
    public static string OrderOf(DateTime at, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMddHHmmssfff}{id.ToString("N")[..15]}");
}

internal enum PostState
{
    /// <summary>On the wall.</summary>
    Live,

    /// <summary>Waits for a person.</summary>
    PendingReview,

    /// <summary>Taken off by a person.</summary>
    Hidden,

    /// <summary>No longer at its source.</summary>
    Gone,

    /// <summary>Says what another post of the same voice says.</summary>
    Duplicate,

    /// <summary>Its source says that it is gone, and says so of so many at once that it may be wrong.</summary>
    SuspectedDeleted,
}

/// <summary>What a post can be found by besides its member and its language.</summary>
internal sealed class PostTopic
{
    public Guid PostId { get; init; }

    public required TopicScheme Scheme { get; init; }

    /// <summary>A slug; a hashtag folded as <see cref="Text.Hashtag.Fold"/> does.</summary>
    public required string Value { get; init; }

    /// <summary>As the post has it, so that the newest of a topic are found without reading the others; so are the three below.</summary>
    public required string Order { get; set; }

    public string? Member { get; set; }

    public required string Language { get; set; }

    public string? Effort { get; set; }
}

internal enum TopicScheme
{
    Hashtag,
    Effort,
    Campaign,
}

/// <summary>A picture of a post, or the still of a film.</summary>
internal sealed class PostPicture
{
    public Guid PostId { get; init; }

    /// <summary>From 0.</summary>
    public required int Position { get; init; }

    /// <summary>Name under which the media shelf has it.</summary>
    public required string Name { get; set; }

    /// <summary>Where the film can be seen; null for a picture.</summary>
    public string? Film { get; set; }

    /// <summary>Where it was fetched; null where a person or a content pack gave it.</summary>
    public string? Address { get; set; }
}

/// <summary>A post in another language, made by us.</summary>
internal sealed class PostTranslation
{
    public Guid PostId { get; init; }

    public required string Language { get; init; }

    public required string Text { get; set; }
}
