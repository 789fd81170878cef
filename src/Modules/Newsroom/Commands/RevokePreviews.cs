using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Makes every preview link of a document void that was made until now.</summary>
internal sealed class RevokePreviews(ConcordDb db, DocumentWriter writer)
{
    public async Task<NewsroomResult> RunAsync(string slug, Actor actor, CancellationToken cancellation)
    {
        if (await db.Set<Document>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation) is not { } document)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
        }

        document.PreviewsRevokedAt = writer.Now;
        db.Record(new PreviewsRevoked(slug) { Actor = actor, Subject = document.Subject });
        return new NewsroomResult(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, slug);
    }
}
