using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>A document pinned to a place of the home page for a time, in one language or in all.</summary>
internal sealed class LeadSlot
{
    public required Guid Id { get; init; }

    /// <summary>Null for the lead.</summary>
    public HomePlace? Place { get; init; }

    public required string Slug { get; init; }

    /// <summary>Null means every language in which the document exists.</summary>
    public string? Language { get; init; }

    /// <summary>UTC, inclusive.</summary>
    public required DateTime FromAt { get; init; }

    /// <summary>UTC, exclusive; null means until a later slot takes over.</summary>
    public DateTime? UntilAt { get; init; }
}

/// <summary>A place of the home page beside the lead.</summary>
internal enum HomePlace
{
    Campaign,
}

/// <summary>Which documents are pinned to a place of the home page.</summary>
internal static class HomeSlots
{
    /// <returns>Slugs, the one that wins first.</returns>
    /// <param name="now">UTC.</param>
    public static Task<List<string>> HeldAsync(
        ConcordDb db,
        HomePlace? place,
        Language language,
        DateTime now,
        CancellationToken cancellation
    ) =>
        db.Set<LeadSlot>()
            .Where(slot => slot.Place == place)
            .Where(slot => slot.Language == null || slot.Language == language.Code)
            .Where(slot => slot.FromAt <= now && (slot.UntilAt == null || slot.UntilAt > now))
            .OrderByDescending(slot => slot.FromAt)
            .ThenBy(slot => slot.Id)
            .Select(slot => slot.Slug)
            .ToListAsync(cancellation);
}
