using System.Globalization;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;

namespace Concord.Wall.Posts;

/// <summary>A copy of one partner's post.</summary>
internal sealed class Post : IVersioned
{
    /// <summary>Characters: longer texts are cut, with a link to the original.</summary>
    public const int MaxText = 10_000;

    /// <summary>Derived from the source and its own id, so that a post has the same id on every site.</summary>
    public required Guid Id { get; init; }

    /// <summary>Slug of its source.</summary>
    public required string Source { get; init; }

    /// <summary>Its id at the source.</summary>
    public required string SourceId { get; init; }

    /// <summary>Its address at the source; http or https.</summary>
    public string? Link { get; set; }

    /// <summary>The author, where the source names one.</summary>
    public string? Author { get; set; }

    /// <summary>When its author published it, UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>
    /// True where its source gives no date that can be read: <see cref="At"/> is then when it was first seen. Else null.
    /// </summary>
    public bool? IsUndated { get; set; }

    /// <summary>When it was stored, UTC.</summary>
    public required DateTime ImportedAt { get; init; }

    /// <summary>When its author changed it, UTC; null where nobody did.</summary>
    public DateTime? EditedAt { get; set; }

    /// <summary>Its position on the wall: <see cref="OrderOf"/>.</summary>
    public required string Order { get; set; }

    /// <summary>Plain text with links, mentions and hashtags.</summary>
    public required string Text { get; set; }

    /// <summary>A content warning by its author.</summary>
    public string? Warning { get; set; }

    /// <summary>True where its pictures are covered until the reader asks for them; else null.</summary>
    public bool? IsSensitive { get; set; }

    /// <summary>The text of the post that it quotes; empty where only its address is known, null where it quotes none.</summary>
    public string? QuotedText { get; set; }

    public string? QuotedAuthor { get; set; }

    /// <summary>http or https.</summary>
    public string? QuotedLink { get; set; }

    /// <summary>BCP 47, primary tag; empty where it is not known.</summary>
    public required string Language { get; set; }

    public required PostState State { get; set; }

    /// <summary>Why it is not live; null for a live one and for a duplicate.</summary>
    public StateReason? StateReason { get; set; }

    /// <summary>What the reason is about, such as the blocked word or a person's own words.</summary>
    public string? StateNote { get; set; }

    /// <summary>Since when it is pinned, UTC; null where it is not.</summary>
    public DateTime? PinnedAt { get; set; }

    /// <summary>Equal for equal texts; empty where the text is too short to compare.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The post that is shown instead, where the state is <see cref="PostState.Duplicate"/>.</summary>
    public Guid? DuplicateOf { get; set; }

    /// <summary>Slug of the member, as of its source.</summary>
    public string? Member { get; set; }

    /// <summary>Written for the demonstration, and labelled so.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>When its source was last asked about it, UTC.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>Since when its source reports it deleted, among many at once, UTC; null where it does not.</summary>
    public DateTime? SuspectedDeletedAt { get; set; }

    /// <summary>Of what its source last returned; a different one means that the post was changed there.</summary>
    public string? SourceDigest { get; set; }

    public int Version { get; set; }

    public List<PostTopic> Topics { get; } = [];

    public List<PostPicture> Pictures { get; } = [];

    public List<PostTranslation> Translations { get; } = [];

    /// <summary>Sets the state with its reason. A post that is not live is not pinned.</summary>
    public void SetState(PostState state, ReviewReason? reason)
    {
        (State, StateReason, StateNote) = (state, reason?.Code, reason?.Note);
        PinnedAt = state == PostState.Live ? PinnedAt : null;
    }

    public static Guid IdOf(string source, string sourceId) => ContentId.Of("wall", source, sourceId);

    /// <summary>
    /// Sorts by time and is unique, so that one column is the reader's position: 17 digits of the time, 15 of the id.
    /// </summary>
    public static string OrderOf(DateTime at, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMddHHmmssfff}{id.ToString("N")[..15]}");
}

/// <param name="Note">What the reason is about; null where the code says all.</param>
internal sealed record ReviewReason(StateReason Code, string? Note = null);

internal enum PostState
{
    /// <summary>Shown.</summary>
    Live,

    /// <summary>Waits for a person to decide.</summary>
    PendingReview,

    /// <summary>Hidden by a person.</summary>
    Hidden,

    /// <summary>Deleted at its source.</summary>
    Deleted,

    /// <summary>Repeats another post of the same voice.</summary>
    Duplicate,

    /// <summary>Its source reports it deleted, but too many at once to be believed yet.</summary>
    SuspectedDeleted,
}

internal static class PostStates
{
    /// <returns>As events, results and commands name it: <c>pending-review</c>.</returns>
    public static string NameOf(this PostState state) => Names[state];

    /// <exception cref="KeyNotFoundException">No state has this name.</exception>
    public static PostState Named(string name) => Names.Single(pair => pair.Value == name).Key;

    public static PostState? Find(string? name) =>
        Names.Where(pair => pair.Value == name).Select(pair => (PostState?)pair.Key).FirstOrDefault();

    private static readonly Dictionary<PostState, string> Names = Enum.GetValues<PostState>().ToDictionary(state => state, Write);

    private static string Write(PostState state) =>
        state switch
        {
            PostState.PendingReview => "pending-review",
            PostState.SuspectedDeleted => "suspected-deleted",
            _ => state.ToString().ToLowerInvariant(),
        };
}

/// <summary>What a post can be found by besides its member and language.</summary>
internal sealed class PostTopic
{
    public Guid PostId { get; init; }

    public required TopicScheme Scheme { get; init; }

    /// <summary>A slug; a hashtag normalized by <see cref="Text.Hashtag.Fold"/>.</summary>
    public required string Value { get; init; }

    /// <summary>
    /// Copied from the post, as are the three below, so that the newest posts of a topic are found in the index alone.
    /// </summary>
    public required string Order { get; set; }

    public string? Member { get; set; }

    public required string Language { get; set; }

    public string? Effort { get; set; }
}

internal enum TopicScheme
{
    Hashtag,
    Effort,

    /// <summary>A campaign, statement or story.</summary>
    Campaign,

    /// <summary>A member whose page shows the post, although another source made it.</summary>
    Member,
}

/// <summary>A picture of a post, or the still of a film.</summary>
internal sealed class PostPicture
{
    public Guid PostId { get; init; }

    /// <summary>From 0.</summary>
    public required int Position { get; init; }

    /// <summary>Name in the media store.</summary>
    public required string Name { get; set; }

    /// <summary>Address of the film; null for a picture.</summary>
    public string? Film { get; set; }

    /// <summary>Where it was fetched; null where it was uploaded or came with a content pack.</summary>
    public string? Address { get; set; }
}

/// <summary>Our translation of a post.</summary>
internal sealed class PostTranslation
{
    public Guid PostId { get; init; }

    public required string Language { get; init; }

    public required string Text { get; set; }
}
