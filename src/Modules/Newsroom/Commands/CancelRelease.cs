using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Cancels a scheduled release that was not executed yet.</summary>
public sealed class CancelRelease
{
    private readonly ConcordDb db;
    private readonly DocumentWriter writer;

    internal CancelRelease(ConcordDb db, DocumentWriter writer) => (this.db, this.writer) = (db, writer);

    public async Task<NewsroomResult> RunAsync(Guid set, string? reason, Actor actor, CancellationToken cancellation)
    {
        var found = await db.Set<ReleaseSet>()
            .SingleOrDefaultAsync(row => row.Id == set && row.ExecutedAt == null && row.CancelledAt == null, cancellation);
        if (found is null)
        {
            return new NewsroomResult(NewsroomCode.UnknownReleaseSet, "", Detail: set.ToString("N"));
        }

        found.CancelledAt = writer.Now;
        db.Record(
            new ReleaseCancelled(set)
            {
                Actor = actor,
                Subject = $"release:{set:N}",
                Reason = reason,
            }
        );
        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, "", Detail: set.ToString("N"))
            : new NewsroomResult(NewsroomCode.Conflict, "", Detail: set.ToString("N"));
    }
}
