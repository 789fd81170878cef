using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Deliveries;
using Concord.ActivityPub.Followers;
using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Microsoft.EntityFrameworkCore;

namespace Concord.ActivityPub.Notes;

/// <summary>
/// Tells followers of documents that became public, changed, or are public no longer; one node at a time. What was public before
/// the accounts were opened stands in their outboxes, and nobody is told of it.
/// </summary>
internal sealed class PublishNotes(
    ConcordDb db,
    IPublishedDocuments documents,
    LocalActors actors,
    FollowerStore followers,
    NotePictures pictures,
    NoteJson json,
    JournalReader journal,
    ActivityPubOptions options,
    SiteClock clock,
    TimeProvider time
)
{
    private const string Scope = "activitypub:notes";
    private const int BatchSize = 200;

    /// <summary>What an outbox begins with.</summary>
    private static readonly TimeSpan Archive = TimeSpan.FromDays(365);

    /// <summary>Texts that are dated further back are an archive.</summary>
    private static readonly TimeSpan NewsAge = TimeSpan.FromDays(30);

    /// <summary>A program that was away for longer does not tell of what it missed.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromDays(2);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var actor in actors.All)
        {
            db.Discard();
            await using (var transaction = await db.BeginExclusiveTransactionAsync(Scope, cancellation))
            {
                await NoticeAsync(actor, cancellation);
                await PublishAsync(actor, cancellation);
                await db.SaveChangesAsync(cancellation);
                await db.CommitAsync(transaction, cancellation);
            }

            await FindChangesAsync(actor, cancellation);
        }
    }

    /// <summary>Notes what became public since.</summary>
    private async Task NoticeAsync(LocalActor actor, CancellationToken cancellation)
    {
        if (await CheckOf(actor).AnyAsync(cancellation))
        {
            var found = await documents.NewAsync(actor.Language, clock.Now - NewsAge, Now - CatchUp, clock.Now, cancellation);
            await AddAsync(actor, found, NoteState.Pending, cancellation);
            return;
        }

        var archive = await documents.NewAsync(actor.Language, clock.Now - Archive, DateTime.MinValue, clock.Now, cancellation);
        await AddAsync(actor, archive, NoteState.Public, cancellation);
        db.Add(new NoteCheck { Language = actor.Language.Code, Through = await NewestAsync(cancellation) });
        await db.SaveChangesAsync(cancellation);
    }

    private async Task AddAsync(
        LocalActor actor,
        IReadOnlyList<PublishedDocument> found,
        NoteState state,
        CancellationToken cancellation
    )
    {
        var ids = found.Select(document => document.Id).ToList();
        var known = await Of(actor.Language)
            .Where(note => note.State != NoteState.Deleted && ids.Contains(note.DocumentId))
            .Select(note => note.DocumentId)
            .ToListAsync(cancellation);
        var shown = await pictures.OfAsync(found, actor.Language, cancellation);
        foreach (var document in found.ExceptBy(known, document => document.Id))
        {
            db.Add(
                new PublishedNote
                {
                    Id = Guid.CreateVersion7(),
                    DocumentId = document.Id,
                    Language = actor.Language.Code,
                    State = state,
                    DueAt = Now.AddSeconds(options.DelaySeconds),
                    PublishedAt = document.PublishedAt,
                    Revision = document.Revision,
                    Fingerprint = NoteJson.FingerprintOf(document, PictureOf(document, shown)),
                }
            );
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Tells of what has been public for long enough.</summary>
    private async Task PublishAsync(LocalActor actor, CancellationToken cancellation)
    {
        var now = Now;
        var due = await Of(actor.Language)
            .Where(note => note.State == NoteState.Pending && note.DueAt <= now)
            .OrderBy(note => note.PublishedAt)
            .ToListAsync(cancellation);
        if (due.Count == 0)
        {
            return;
        }

        var readable = await FindAsync(actor, due, cancellation);
        var shown = await pictures.OfAsync([.. readable.Values], actor.Language, cancellation);
        var inboxes = await followers.InboxesAsync(actor.Language.Code, cancellation);
        foreach (var note in due)
        {
            if (!readable.TryGetValue(note.DocumentId, out var document))
            {
                // The release was undone, or the text withdrawn, before anybody was told.
                db.Remove(note);
                continue;
            }

            var picture = PictureOf(document, shown);
            (note.State, note.Revision, note.Fingerprint) = (
                NoteState.Public,
                document.Revision,
                NoteJson.FingerprintOf(document, picture)
            );
            var activity = NoteJson.Create(actor, note, json.Note(actor, note, document, picture));
            Queue(actor, note, ActivityKind.Create, activity, inboxes);
        }
    }

    /// <summary>Looks at all posts again where something about documents changed.</summary>
    private async Task FindChangesAsync(LocalActor actor, CancellationToken cancellation)
    {
        var newest = await NewestAsync(cancellation);
        if (!await CheckOf(actor).AnyAsync(check => check.Through < newest, cancellation))
        {
            return;
        }

        for (var (last, more) = (Guid.Empty, true); more; )
        {
            db.Discard();
            await using var transaction = await db.BeginExclusiveTransactionAsync(Scope, cancellation);
            var notes = await Of(actor.Language)
                .Where(note => note.State != NoteState.Pending && note.Id > last)
                .OrderBy(note => note.Id)
                .Take(BatchSize)
                .ToListAsync(cancellation);
            await CompareAsync(actor, notes.FindAll(note => note.State == NoteState.Public), cancellation);
            await ReviveAsync(actor, notes.FindAll(note => note.State == NoteState.Deleted), cancellation);
            await db.SaveChangesAsync(cancellation);
            await db.CommitAsync(transaction, cancellation);
            (last, more) = (notes.Count > 0 ? notes[^1].Id : last, notes.Count == BatchSize);
        }

        await CheckOf(actor).ExecuteUpdateAsync(set => set.SetProperty(check => check.Through, newest), cancellation);
    }

    /// <summary>What is public again after a withdrawal is told of as a new post.</summary>
    private async Task ReviveAsync(LocalActor actor, List<PublishedNote> deleted, CancellationToken cancellation)
    {
        if (deleted.Count > 0)
        {
            var readable = await FindAsync(actor, deleted, cancellation);
            await AddAsync(actor, [.. readable.Values], NoteState.Pending, cancellation);
        }
    }

    private async Task CompareAsync(LocalActor actor, List<PublishedNote> notes, CancellationToken cancellation)
    {
        var readable = await FindAsync(actor, notes, cancellation);
        var shown = await pictures.OfAsync([.. readable.Values], actor.Language, cancellation);
        IReadOnlyList<(string Hash, string Inbox)>? inboxes = null;
        foreach (var note in notes)
        {
            var document = readable.GetValueOrDefault(note.DocumentId);
            var picture = document is null ? null : PictureOf(document, shown);
            var fingerprint = document is null ? null : NoteJson.FingerprintOf(document, picture);
            if (fingerprint == note.Fingerprint)
            {
                continue;
            }

            inboxes ??= await followers.InboxesAsync(actor.Language.Code, cancellation);
            note.ChangedAt = Now;
            if (document is null)
            {
                note.State = NoteState.Deleted;
                await DropQueuedAsync(note, cancellation);
                Queue(actor, note, ActivityKind.Delete, NoteJson.Delete(actor, note), inboxes);
                continue;
            }

            (note.Revision, note.Fingerprint) = (document.Revision, fingerprint!);
            await UpdateAsync(actor, note, json.Note(actor, note, document, picture), inboxes, cancellation);
        }
    }

    /// <summary>Who was not told of the post yet is told of its present text; all others of the change.</summary>
    private async Task UpdateAsync(
        LocalActor actor,
        PublishedNote note,
        Dictionary<string, object?> present,
        IReadOnlyList<(string Hash, string Inbox)> inboxes,
        CancellationToken cancellation
    )
    {
        var created = await db.Set<OutgoingActivity>()
            .SingleOrDefaultAsync(row => row.NoteId == note.Id && row.Kind == ActivityKind.Create, cancellation);
        var waiting = created is null
            ? []
            : await db.Set<ActivityDelivery>()
                .Where(row => row.ActivityId == created.Id && row.State == DeliveryState.Queued && row.Attempts == 0)
                .Where(row => row.LeasedBy == null)
                .Select(row => row.InboxHash)
                .ToListAsync(cancellation);
        if (created is not null)
        {
            created.Json = NoteJson.Write(NoteJson.Create(actor, note, present));
        }

        Queue(
            actor,
            note,
            ActivityKind.Update,
            NoteJson.Update(actor, note, present),
            [.. inboxes.ExceptBy(waiting, inbox => inbox.Hash)]
        );
    }

    private Task<int> DropQueuedAsync(PublishedNote note, CancellationToken cancellation) =>
        db.Set<ActivityDelivery>()
            .Where(row => row.State == DeliveryState.Queued)
            .Where(row => db.Set<OutgoingActivity>().Any(activity => activity.Id == row.ActivityId && activity.NoteId == note.Id))
            .ExecuteDeleteAsync(cancellation);

    private void Queue(
        LocalActor actor,
        PublishedNote note,
        ActivityKind kind,
        Dictionary<string, object?> activity,
        IReadOnlyList<(string Hash, string Inbox)> inboxes
    )
    {
        if (inboxes.Count == 0)
        {
            return;
        }

        var id = Guid.CreateVersion7();
        db.Add(
            new OutgoingActivity
            {
                Id = id,
                Language = actor.Language.Code,
                Kind = kind,
                NoteId = note.Id,
                Json = NoteJson.Write(activity),
                CreatedAt = Now,
            }
        );
        db.AddRange(inboxes.Select(inbox => ActivityDelivery.Of(id, inbox.Hash, inbox.Inbox, Now)));
    }

    private async Task<Dictionary<Guid, PublishedDocument>> FindAsync(
        LocalActor actor,
        List<PublishedNote> notes,
        CancellationToken cancellation
    ) =>
        (
            await documents.FindAsync(
                [.. notes.Select(note => note.DocumentId).Distinct()],
                actor.Language,
                clock.Now,
                cancellation
            )
        ).ToDictionary(document => document.Id);

    private async Task<long> NewestAsync(CancellationToken cancellation)
    {
        var entries = await journal.FindAsync(
            new JournalFilter(Actor: null, "newsroom", Subject: null, From: null, Until: null),
            before: null,
            take: 1,
            cancellation
        );
        return entries is [var newest] ? newest.Seq : 0;
    }

    private static PagePicture? PictureOf(PublishedDocument document, IReadOnlyDictionary<string, PagePicture> shown) =>
        document.Picture is { } name ? shown.GetValueOrDefault(name) : null;

    private IQueryable<NoteCheck> CheckOf(LocalActor actor) =>
        db.Set<NoteCheck>().Where(check => check.Language == actor.Language.Code);

    private IQueryable<PublishedNote> Of(Language language) =>
        db.Set<PublishedNote>().Where(note => note.Language == language.Code);
}
