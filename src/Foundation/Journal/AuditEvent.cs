using System.Text.Json.Serialization;

namespace Concord.Foundation.Journal;

/// <summary>
/// One fact, named in the past tense: <c>EditionReleased</c>, <c>MemberAdded</c>. Each module derives its own events; their
/// extra properties become the data of the journal entry.
/// </summary>
public abstract record AuditEvent
{
    [JsonIgnore]
    public required Actor Actor { get; init; }

    /// <summary>What it happened to: <c>document:slug</c>, <c>member:slug</c>.</summary>
    [JsonIgnore]
    public required string Subject { get; init; }

    /// <summary>The person's own words, where a person decided.</summary>
    [JsonIgnore]
    public string? Reason { get; init; }

    /// <summary>The module that records it, lower case.</summary>
    [JsonIgnore]
    public abstract string Module { get; }

    /// <summary>Cache tags: cached responses that carry one of them are evicted.</summary>
    [JsonIgnore]
    public virtual IEnumerable<string> Tags => [];
}
