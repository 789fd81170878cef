using Concord.Foundation.Storage;

namespace Concord.Newsroom.Documents;

/// <summary>
/// One text in all its languages: the properties that do not depend on the language. Its texts are in its <see
/// cref="Edition"/>s, one per language.
/// </summary>
internal sealed class Document : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>The last part of its address, the same in every language.</summary>
    public required string Slug { get; init; }

    /// <summary>A name from the kind catalogue: <c>statement</c>, <c>story</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>UTC; lists are in this order.</summary>
    public required DateTime PublishedAt { get; set; }

    /// <summary>Statements: who makes it.</summary>
    public Speaker? Speaker { get; set; }

    /// <summary>Slug of the place it is about.</summary>
    public string? Place { get; set; }

    /// <summary>Name of its picture.</summary>
    public string? Picture { get; set; }

    /// <summary>Position among documents of its kind that have a fixed order; 0 where they have none.</summary>
    public int Position { get; set; }

    /// <summary>Downloads: digest of the file in the media store, and its name.</summary>
    public string? FileDigest { get; set; }

    public string? FileName { get; set; }

    /// <summary><see cref="Commands.DocumentDescription.DigestOf"/> of its present description.</summary>
    public required string DescriptionDigest { get; set; }

    /// <summary>The same of the last imported description; null where it was never imported.</summary>
    public string? ImportedDigest { get; set; }

    /// <summary>UTC; preview links that were made until then show nothing. Null where none were revoked.</summary>
    public DateTime? PreviewsRevokedAt { get; set; }

    /// <summary>UTC until which the team wants its texts to be ready; null where nobody said.</summary>
    public DateTime? DueAt { get; set; }

    public int Version { get; set; }

    /// <summary>How the journal names it.</summary>
    public string Subject => $"document:{Slug}";

    public List<Topic> Topics { get; } = [];

    public List<Edition> Editions { get; } = [];

    /// <summary>Its topics of one scheme, in the author's order.</summary>
    public List<string> Named(TopicScheme scheme) =>
        [.. Topics.Where(topic => topic.Scheme == scheme).OrderBy(topic => topic.Position).Select(topic => topic.Value)];
}

/// <summary>Who makes a statement.</summary>
internal enum Speaker
{
    AllMembers,
    SmallGroup,
    Hosts,
    CoChairs,
}

/// <summary>A topic of a document, by slug.</summary>
internal sealed class Topic
{
    public Guid DocumentId { get; init; }

    public required TopicScheme Scheme { get; init; }

    public required string Value { get; init; }

    /// <summary>Position in the author's order, from 0.</summary>
    public required int Position { get; set; }
}

internal enum TopicScheme
{
    Effort,
    Member,
    Campaign,
    Related,

    /// <summary>A language in which a statement's text is authentic; other editions are translations.</summary>
    Authentic,
}

/// <summary>Where a place lies.</summary>
internal sealed class PlaceLocation
{
    public required string Place { get; init; }

    /// <summary>Ten-thousandths of a degree, north positive.</summary>
    public required int Latitude { get; set; }

    /// <summary>Ten-thousandths of a degree, east positive.</summary>
    public required int Longitude { get; set; }
}

/// <summary>What a place is called in one language.</summary>
internal sealed class PlaceName
{
    public required string Place { get; init; }

    public required string Language { get; init; }

    public required string Name { get; set; }
}
