using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embargo;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Makes and revokes personal links to texts under embargo.</summary>
internal sealed class InviteEarlyReader(ConcordDb db, DocumentWriter writer, EarlyReading reading)
{
    /// <returns>The token; null with the reason where the document or the name is missing.</returns>
    public async Task<(string? Token, NewsroomResult Result)> RunAsync(
        string slug,
        string name,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var reader = name.Trim();
        if (reader.Length is 0 or > EarlyReader.MaxName)
        {
            return (null, new NewsroomResult(NewsroomCode.GuestNameMissing, slug));
        }

        if (await db.Set<Document>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation) is not { } document)
        {
            return (null, new NewsroomResult(NewsroomCode.UnknownDocument, slug));
        }

        var row = new EarlyReader
        {
            Id = Guid.CreateVersion7(),
            DocumentId = document.Id,
            Name = reader,
            CreatedBy = actor.ToString(),
            CreatedAt = writer.Now,
        };
        db.Add(row);
        db.Record(new EarlyLinkMade(slug, reader) { Actor = actor, Subject = document.Subject });
        return await writer.TrySaveAsync(cancellation)
            ? (reading.TokenFor(row.Id), new NewsroomResult(NewsroomCode.Done, slug))
            : (null, new NewsroomResult(NewsroomCode.Conflict, slug));
    }

    public async Task<NewsroomResult> RevokeAsync(string slug, Guid id, Actor actor, CancellationToken cancellation)
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (
            document is null
            || await db.Set<EarlyReader>()
                .SingleOrDefaultAsync(row => row.Id == id && row.DocumentId == document.Id, cancellation)
                is not { RevokedAt: null } reader
        )
        {
            return new NewsroomResult(NewsroomCode.LinkVoid, slug);
        }

        // What was opened by the link is a preview, which would stay readable for a while.
        (reader.RevokedAt, document.PreviewsRevokedAt) = (writer.Now, writer.Now);
        db.Record(new EarlyLinkRevoked(slug, reader.Name) { Actor = actor, Subject = document.Subject });
        return new NewsroomResult(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, slug);
    }
}
