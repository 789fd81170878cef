using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Says until when the texts of a document have to be ready. Nothing happens at that time by itself.</summary>
internal sealed class SetDeadline(ConcordDb db, DocumentWriter writer)
{
    /// <param name="at">UTC; null takes the deadline away.</param>
    public async Task<NewsroomResult> RunAsync(string slug, DateTime? at, Actor actor, CancellationToken cancellation)
    {
        if (await db.Set<Document>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation) is not { } document)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
        }

        if (document.DueAt == at)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, slug);
        }

        document.DueAt = at;
        db.Record(
            at is { } due
                ? new DeadlineSet(slug, due) { Actor = actor, Subject = document.Subject }
                : new DeadlineRemoved(slug) { Actor = actor, Subject = document.Subject }
        );
        return new NewsroomResult(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, slug);
    }
}
