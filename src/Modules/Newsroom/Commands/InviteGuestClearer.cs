using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Clearance;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Makes and revokes links by which a person without an account decides one step, once.</summary>
internal sealed class InviteGuestClearer(ConcordDb db, DocumentWriter writer, ClearanceReader reader, ClearanceLinks links)
{
    /// <returns>The token; null with the reason where the step is not open or the name is missing.</returns>
    public async Task<(string? Token, NewsroomResult Result)> RunAsync(
        string slug,
        string language,
        Guid round,
        int step,
        string guestName,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var name = guestName.Trim();
        if (name.Length is 0 or > ClearanceStep.MaxName)
        {
            return (null, new NewsroomResult(NewsroomCode.GuestNameMissing, slug, language));
        }

        if (
            await writer.LoadAsync(slug, cancellation) is not { } loaded
            || loaded.EditionIn(language) is not { } edition
            || await reader.FindAsync(round, cancellation) is not { } open
            || open.Round.EditionId != edition.Id
            || edition.ClearanceRequestedFor != open.Round.Revision
            || !open.Steps.Any(state => state.Number == step && !state.IsDone)
        )
        {
            return (null, new NewsroomResult(NewsroomCode.ClearanceNotRequested, slug, language));
        }

        var link = new ClearanceLink
        {
            Id = Guid.CreateVersion7(),
            RoundId = round,
            Step = step,
            GuestName = name,
            CreatedBy = actor.ToString(),
            CreatedAt = writer.Now,
        };
        db.Add(link);
        db.Record(
            new ClearanceLinkMade(slug, language, open.Round.Revision, open.Steps[step].Rule.Name, name)
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
            }
        );
        return await writer.TrySaveAsync(cancellation)
            ? (links.TokenFor(link.Id), new NewsroomResult(NewsroomCode.Done, slug, language))
            : (null, new NewsroomResult(NewsroomCode.Conflict, slug, language));
    }

    public async Task<NewsroomResult> RevokeAsync(
        string slug,
        string language,
        Guid id,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var link = await (
            from row in db.Set<ClearanceLink>()
            join round in db.Set<ClearanceRound>() on row.RoundId equals round.Id
            join edition in db.Set<Documents.Edition>() on round.EditionId equals edition.Id
            where row.Id == id && row.RevokedAt == null && edition.Document.Slug == slug && edition.Language == language
            select new
            {
                Row = row,
                round.Revision,
                edition.Document,
            }
        ).SingleOrDefaultAsync(cancellation);
        if (link is null || link.Row.UsedAt is not null)
        {
            return new NewsroomResult(NewsroomCode.LinkVoid, slug, language);
        }

        // The text that was opened by the link is a preview, which would stay readable for a while.
        (link.Row.RevokedAt, link.Document.PreviewsRevokedAt) = (writer.Now, writer.Now);
        db.Record(
            new ClearanceLinkRevoked(slug, language, link.Revision, link.Row.GuestName)
            {
                Actor = actor,
                Subject = $"document:{slug}",
            }
        );
        return new NewsroomResult(
            await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict,
            slug,
            language
        );
    }
}
