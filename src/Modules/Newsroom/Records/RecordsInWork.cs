using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Desk;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Records;

/// <summary>Changes of site data that wait for somebody, for the first page of the workspace.</summary>
internal sealed class RecordsInWork(ConcordDb db, RecordReader reader, ClearanceReader clearance)
{
    public async Task<IReadOnlyList<TodayItem>> WaitingForAsync(
        Actor person,
        Language language,
        int most,
        CancellationToken cancellation
    )
    {
        var open = await db.Set<SiteRecord>()
            .AsNoTracking()
            .Where(record => record.ClearanceRequestedFor == record.Newest)
            .ToListAsync(cancellation);
        var waiting = await clearance.WaitingForAsync(
            [.. open.Select(record => (record.Id, record.ClearanceRequestedFor))],
            person,
            cancellation
        );
        return await ItemsAsync(open.Where(record => waiting.Contains(record.Id)), language, most, cancellation);
    }

    public async Task<IReadOnlyList<TodayItem>> ClearedAsync(Language language, int most, CancellationToken cancellation)
    {
        var cleared = await db.Set<SiteRecord>()
            .AsNoTracking()
            .Where(record => record.ClearedRevision == record.Newest && record.Newest != (record.PublicRevision ?? 0))
            .ToListAsync(cancellation);
        return await ItemsAsync(cleared, language, most, cancellation);
    }

    private async Task<IReadOnlyList<TodayItem>> ItemsAsync(
        IEnumerable<SiteRecord> records,
        Language language,
        int most,
        CancellationToken cancellation
    )
    {
        var items = new List<TodayItem>();
        foreach (var record in records)
        {
            if (
                reader.KindOf(record.Kind) is { } kind
                && await reader.RevisionAsync(record, record.Newest, cancellation) is { } newest
            )
            {
                var title = reader.FormOf(kind).TitleOf(record.Slug, reader.ValuesOf(kind, newest.Content), language);
                items.Add(
                    new TodayItem(record.Slug, language.Code, title, newest.CreatedAt, null)
                    {
                        Path = $"/record/{record.Kind}/{record.Slug}",
                        KindKey = $"record.kind.{record.Kind}",
                    }
                );
            }
        }

        return [.. items.OrderByDescending(item => item.At).Take(most)];
    }
}
