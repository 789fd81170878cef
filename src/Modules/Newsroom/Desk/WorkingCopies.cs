using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Desk;

/// <summary>
/// Keeps what people type before they save it, and who has an edition open. Neither is on record: a text is, once it is saved.
/// </summary>
internal sealed class WorkingCopies(ConcordDb db, TimeProvider time)
{
    /// <summary>Pages give a sign of life every ten seconds.</summary>
    private static readonly TimeSpan Presence = TimeSpan.FromSeconds(25);

    private static readonly JsonSerializerOptions Shape = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>Null where the person has nothing unsaved.</returns>
    public async Task<UnsavedText?> FindAsync(Guid document, string language, Guid account, CancellationToken cancellation)
    {
        var copy = await Rows(document, language)
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.AccountId == account, cancellation);
        return copy is { TypedAt: { } at, Fields: { } json } && JsonSerializer.Deserialize<EditFields>(json) is { } fields
            ? new UnsavedText(at, fields)
            : null;
    }

    /// <summary>Texts that the person typed and did not save, the latest first.</summary>
    public async Task<IReadOnlyList<TodayItem>> ListAsync(Guid account, int most, CancellationToken cancellation)
    {
        var rows = await db.Set<WorkingCopy>()
            .AsNoTracking()
            .Where(row => row.AccountId == account && row.TypedAt != null)
            .OrderByDescending(row => row.TypedAt)
            .Take(most)
            .Join(
                db.Set<Document>(),
                row => row.DocumentId,
                document => document.Id,
                (row, document) => new { row, document.Slug }
            )
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(pair => new TodayItem(
                pair.Slug,
                pair.row.Language,
                JsonSerializer.Deserialize<EditFields>(pair.row.Fields!)?.Title is { Length: > 0 } title ? title : pair.Slug,
                pair.row.TypedAt!.Value,
                null
            )),
        ];
    }

    /// <summary>Keeps what was typed; null only says that the page is open.</summary>
    /// <returns>UTC of the write.</returns>
    public async Task<DateTime> KeepAsync(
        Guid document,
        string language,
        Guid account,
        EditFields? fields,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var json = fields is null ? null : JsonSerializer.Serialize(fields, Shape);
        if (await UpdateAsync(document, language, account, now, json, cancellation))
        {
            return now;
        }

        try
        {
            db.Add(
                new WorkingCopy
                {
                    DocumentId = document,
                    Language = language,
                    AccountId = account,
                    SeenAt = now,
                    TypedAt = json is null ? null : now,
                    Fields = json,
                }
            );
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException fault) when (WriteConflict.Is(fault))
        {
            // Two tabs of one person opened at the same moment.
            db.ChangeTracker.Clear();
            await UpdateAsync(document, language, account, now, json, cancellation);
        }

        return now;
    }

    /// <summary>Forgets what was typed, because it was saved or is not wanted.</summary>
    public Task DiscardAsync(Guid document, string language, Guid account, CancellationToken cancellation) =>
        Rows(document, language)
            .Where(row => row.AccountId == account)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Fields, (string?)null).SetProperty(row => row.TypedAt, (DateTime?)null),
                cancellation
            );

    /// <summary>The page was closed.</summary>
    public Task LeaveAsync(Guid document, string language, Guid account, CancellationToken cancellation)
    {
        var past = time.GetUtcNow().UtcDateTime - Presence;
        return Rows(document, language)
            .Where(row => row.AccountId == account)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, past), cancellation);
    }

    /// <summary>Others who have the edition open, by actor of the journal, and whether they have unsaved text.</summary>
    public async Task<IReadOnlyList<(string Actor, bool HasTyped)>> OthersAsync(
        Guid document,
        string language,
        Guid account,
        CancellationToken cancellation
    )
    {
        var since = time.GetUtcNow().UtcDateTime - Presence;
        var rows = await Rows(document, language)
            .AsNoTracking()
            .Where(row => row.AccountId != account && row.SeenAt > since)
            .Select(row => new { row.AccountId, HasTyped = row.TypedAt != null })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => (DeskPerson.ActorOf(row.AccountId).ToString(), row.HasTyped))];
    }

    private async Task<bool> UpdateAsync(
        Guid document,
        string language,
        Guid account,
        DateTime now,
        string? json,
        CancellationToken cancellation
    )
    {
        var own = Rows(document, language).Where(row => row.AccountId == account);
        var changed = json is null
            ? await own.ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, now), cancellation)
            : await own.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.SeenAt, now)
                        .SetProperty(row => row.TypedAt, (DateTime?)now)
                        .SetProperty(row => row.Fields, json),
                cancellation
            );
        return changed > 0;
    }

    private IQueryable<WorkingCopy> Rows(Guid document, string language) =>
        db.Set<WorkingCopy>().Where(row => row.DocumentId == document && row.Language == language);
}

/// <param name="TypedAt">UTC.</param>
internal sealed record UnsavedText(DateTime TypedAt, EditFields Fields);
