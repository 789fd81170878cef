using System.Text.Json.Serialization;

namespace Concord.Foundation.Journal;

/// <summary>
/// One fact that happened, in the past tense: <c>RevisionPublished</c>, <c>MemberAcceded</c>. A module derives its own
/// records; their extra properties become the entry's data.
/// </summary>
public abstract record AuditEvent
{
    [JsonIgnore]
    public required Actor Actor { get; init; }

    /// <summary>What it happened to: <c>document:slug</c>, <c>member:slug</c>.</summary>
    [JsonIgnore]
    public required string Subject { get; init; }

    /// <summary>Why, where a person decided.</summary>
    [JsonIgnore]
    public string? Reason { get; init; }

    /// <summary>The module that speaks, lower case.</summary>
    [JsonIgnore]
    public abstract string Module { get; }

    /// <summary>What readers' pages may show of it: cached pages that carry one of these tags are dropped.</summary>
    [JsonIgnore]
    public virtual IEnumerable<string> Tags => [];
}
