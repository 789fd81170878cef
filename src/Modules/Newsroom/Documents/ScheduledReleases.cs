using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>Texts that become public at a moment set in advance, and leads that begin or end.</summary>
internal sealed class ScheduledReleases(ConcordDb db, LanguageSet languages) : IScheduledChange
{
    public async Task<DateTime?> NextAsync(DateTime now, CancellationToken cancellation)
    {
        var codes = languages.All.Select(language => language.Code).ToList();
        var release = await db.Set<Edition>()
            .Where(edition => codes.Contains(edition.Language) && edition.PublishedAt > now)
            .MinAsync(edition => (DateTime?)edition.PublishedAt, cancellation);
        var begin = await db.Set<LeadSlot>()
            .Where(slot => slot.FromAt > now)
            .MinAsync(slot => (DateTime?)slot.FromAt, cancellation);
        var end = await db.Set<LeadSlot>().Where(slot => slot.UntilAt > now).MinAsync(slot => slot.UntilAt, cancellation);
        return new[] { release, begin, end }.Min();
    }
}
