using Concord.ActivityPub.Actors;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.ActivityPub.Notes;

/// <summary>The posts of an account as others read them now.</summary>
internal sealed class NoteReader(
    ConcordDb db,
    IPublishedDocuments documents,
    NotePictures pictures,
    NoteJson json,
    SiteClock clock
)
{
    public Task<int> CountAsync(LocalActor actor, CancellationToken cancellation) => Public(actor).CountAsync(cancellation);

    /// <summary>The newest first; those whose documents were taken back a moment ago are left out.</summary>
    public async Task<IReadOnlyList<Dictionary<string, object?>>> ActivitiesAsync(
        LocalActor actor,
        int skip,
        int take,
        CancellationToken cancellation
    )
    {
        var notes = await Public(actor)
            .OrderByDescending(note => note.PublishedAt)
            .ThenByDescending(note => note.Id)
            .Skip(skip)
            .Take(take)
            .ToListAsync(cancellation);
        var found = (
            await documents.FindAsync([.. notes.Select(note => note.DocumentId)], actor.Language, clock.Now, cancellation)
        ).ToDictionary(document => document.Id);
        var shown = await pictures.OfAsync([.. found.Values], actor.Language, cancellation);
        return
        [
            .. notes
                .Where(note => found.ContainsKey(note.DocumentId))
                .Select(note => (note, Document: found[note.DocumentId]))
                .Select(one =>
                    NoteJson.Create(
                        actor,
                        one.note,
                        json.Note(
                            actor,
                            one.note,
                            one.Document,
                            one.Document.Picture is { } name ? shown.GetValueOrDefault(name) : null
                        )
                    )
                )
                .Select(WithoutContext),
        ];
    }

    /// <returns>Null where there is no such post; without JSON where it is deleted.</returns>
    public async Task<FoundNote?> FindAsync(LocalActor actor, Guid id, CancellationToken cancellation)
    {
        var note = await db.Set<PublishedNote>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.Id == id && row.Language == actor.Language.Code && row.State != NoteState.Pending,
                cancellation
            );
        if (note is null)
        {
            return null;
        }

        return
            note.State == NoteState.Public
            && await documents.FindAsync([note.DocumentId], actor.Language, clock.Now, cancellation) is [var document]
            ? new FoundNote(
                note,
                json.Note(actor, note, document, await pictures.OfAsync(document, actor.Language, cancellation))
            )
            : new FoundNote(note, Json: null);
    }

    private static Dictionary<string, object?> WithoutContext(Dictionary<string, object?> activity)
    {
        activity.Remove("@context");
        return activity;
    }

    private IQueryable<PublishedNote> Public(LocalActor actor) =>
        db.Set<PublishedNote>()
            .AsNoTracking()
            .Where(note => note.Language == actor.Language.Code && note.State == NoteState.Public);
}

/// <param name="Json">Null where it is deleted.</param>
internal sealed record FoundNote(PublishedNote Note, Dictionary<string, object?>? Json);
