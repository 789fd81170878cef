using System.Text.Json;
using Concord.Foundation.Storage;

namespace Concord.Newsroom.Clearance;

/// <summary>
/// A request to clear one revision, with the steps as they were set at that time: a later change of the steps changes no
/// request that is open. Append-only.
/// </summary>
internal sealed class ClearanceRound
{
    public required Guid Id { get; init; }

    /// <summary>Of the edition, or of the record that was changed.</summary>
    public required Guid EditionId { get; init; }

    /// <summary>Number of the revision.</summary>
    public required int Revision { get; init; }

    /// <summary>JSON of a list of <see cref="StepRule"/>.</summary>
    public required string Steps { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RequestedAt { get; init; }

    public required string RequestedBy { get; init; }

    public static string ToJson(IReadOnlyList<StepRule> steps) => JsonSerializer.Serialize(steps, JsonSerializerOptions.Web);

    public IReadOnlyList<StepRule> ReadSteps() =>
        JsonSerializer.Deserialize<List<StepRule>>(Steps, JsonSerializerOptions.Web) ?? [];
}

/// <summary>What one person decided in one step of a round. Append-only.</summary>
internal sealed class ClearanceDecision
{
    public const int MaxNote = 2000;

    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>Of the round, repeated to find what a person cleared.</summary>
    public required Guid EditionId { get; init; }

    public required int Revision { get; init; }

    /// <summary>Place of the step in the round, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>True clears; false sends the text back.</summary>
    public required bool IsCleared { get; init; }

    public required string Actor { get; init; }

    /// <summary>Name of a person without an account, as the link named it; null for all others.</summary>
    public string? GuestName { get; init; }

    public string? Note { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

/// <summary>A link by which one person without an account decides one step of a round, once.</summary>
internal sealed class ClearanceLink : IVersioned
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>Place of the step in the round, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>Of the person, as colleagues know them.</summary>
    public required string GuestName { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; null where it was not used.</summary>
    public DateTime? UsedAt { get; set; }

    /// <summary>UTC; null where it was not revoked.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>So that of two uses at the same moment one is saved.</summary>
    public int Version { get; set; }
}
