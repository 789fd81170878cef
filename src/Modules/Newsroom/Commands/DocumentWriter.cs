using System.Linq.Expressions;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embeds;
using Concord.Newsroom.Pictures;
using Concord.Newsroom.Translation;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>
/// The only code that writes documents: every change with its audit event. Commands decide, and call this; content import
/// calls it with what the pack says. The caller saves.
/// </summary>
internal sealed class DocumentWriter(
    ConcordDb db,
    TextTokens tokens,
    TextPictures pictures,
    LanguageSet languages,
    SiteClock clock,
    TimeProvider time
)
{
    private static readonly Expression<Func<Revision, RevisionHead>> Head = revision => new RevisionHead(
        revision.EditionId,
        revision.Id,
        revision.Number,
        revision.Digest,
        !revision.Body.Contains(TranslationMarks.Untranslated) && !revision.Body.Contains(TranslationMarks.ToCheck)
    );

    /// <summary>Revisions that were added and may not be saved yet, by edition and number: EF Core's own list is slow to search.</summary>
    private readonly Dictionary<(Guid Edition, int Number), Revision> added = [];

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The date of a document that is written now, UTC.</summary>
    public DateTime PublicationTime => clock.PublicationTime;

    public async Task<LoadedDocument?> LoadAsync(string slug, CancellationToken cancellation) =>
        (await LoadAsync([slug], cancellation)).GetValueOrDefault(slug);

    /// <returns>By slug.</returns>
    public async Task<Dictionary<string, LoadedDocument>> LoadAsync(
        IReadOnlyCollection<string> slugs,
        CancellationToken cancellation
    )
    {
        var documents = await db.Set<Document>()
            .Where(document => slugs.Contains(document.Slug))
            .Include(document => document.Topics)
            .Include(document => document.Editions)
                .ThenInclude(edition => edition.Statuses)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var ids = documents.SelectMany(document => document.Editions).Select(edition => edition.Id).ToList();
        var published = await db.Set<Revision>()
            .Where(revision => ids.Contains(revision.EditionId))
            .Where(revision =>
                db.Set<Edition>().Any(edition => edition.Id == revision.EditionId && edition.PublicRevision == revision.Number)
            )
            .Select(revision => new { revision.EditionId, revision.Digest })
            .ToDictionaryAsync(revision => revision.EditionId, revision => revision.Digest, cancellation);
        var newest = await db.Set<Revision>()
            .Where(revision => ids.Contains(revision.EditionId))
            .Where(revision =>
                !db.Set<Revision>().Any(other => other.EditionId == revision.EditionId && other.Number > revision.Number)
            )
            .Select(Head)
            .ToDictionaryAsync(revision => revision.EditionId, cancellation);
        return documents.ToDictionary(
            document => document.Slug,
            document => new LoadedDocument(document, newest, published),
            StringComparer.Ordinal
        );
    }

    /// <param name="id">Given by an import, so that every site that imports the pack has the same.</param>
    public LoadedDocument Create(string slug, DocumentDescription description, Guid? id, Actor actor)
    {
        var document = new Document
        {
            Id = id ?? Guid.CreateVersion7(),
            Slug = slug,
            Kind = description.Kind,
            PublishedAt = description.PublishedAt,
            DescriptionDigest = "",
        };
        db.Add(document);
        var loaded = new LoadedDocument(document, [], new Dictionary<Guid, string>());
        Describe(loaded, description, actor, reason: null);
        return loaded;
    }

    public void Describe(LoadedDocument loaded, DocumentDescription description, Actor actor, string? reason)
    {
        var document = loaded.Document;
        (document.Kind, document.PublishedAt) = (description.Kind, description.PublishedAt);
        (document.Speaker, document.Place, document.Picture) = (description.Speaker, description.Place, description.Picture);
        (document.Position, document.FileDigest, document.FileName) = (
            description.Position,
            description.FileDigest,
            description.FileName
        );
        document.DescriptionDigest = description.DigestOf();
        document.Editions.ForEach(edition => (edition.Kind, edition.PublishedAt) = (description.Kind, description.PublishedAt));
        ReplaceTopics(document, description.Topics);
        db.Record(
            new DocumentDescribed(document.Slug, description.Kind, description.PublishedAt)
            {
                Actor = actor,
                Subject = document.Subject,
                Reason = reason,
            }
        );
    }

    /// <summary>Adds a revision to an edition, which is created where there is none.</summary>
    /// <param name="id">Of a new edition, given by an import.</param>
    /// <param name="source">The revision it is a translation of; null for an original.</param>
    public RevisionHead AddRevision(
        LoadedDocument loaded,
        string language,
        EditionContent content,
        RevisionHead? source,
        Guid? id,
        Actor actor
    )
    {
        var document = loaded.Document;
        var edition = loaded.EditionIn(language) ?? AddEdition(document, language, id);
        var revision = new Revision
        {
            Id = Guid.CreateVersion7(),
            EditionId = edition.Id,
            Number = (loaded.NewestOf(edition)?.Number ?? 0) + 1,
            Title = content.Title,
            Summary = content.Summary,
            Body = content.Body,
            Items = content.ItemsJson,
            Original = OriginalText.ToJson(content.Original),
            SourceRevisionId = source?.Id,
            CreatedAt = Now,
            CreatedBy = actor.ToString(),
            Digest = content.Digest,
        };
        db.Add(revision);
        db.AddRange(TextPictures.Of(revision.Id, revision.Body));
        db.AddRange(TextEmbeds.Of(revision.Id, revision.Body));
        added[(edition.Id, revision.Number)] = revision;
        var head = new RevisionHead(
            edition.Id,
            revision.Id,
            revision.Number,
            revision.Digest,
            TranslationMarks.Find(revision.Body) is null
        );
        loaded.SetNewest(edition, head);
        db.Record(
            source is null
                ? new EditionDrafted(document.Slug, language, revision.Number) { Actor = actor, Subject = document.Subject }
                : new TranslationSubmitted(document.Slug, language, revision.Number, source.Id)
                {
                    Actor = actor,
                    Subject = document.Subject,
                }
        );
        return head;
    }

    /// <summary>Makes a revision public: its computed values are resolved, once and for all.</summary>
    /// <param name="at">UTC; when it counts as released. An import may tell of the past.</param>
    public async Task ReleaseAsync(
        LoadedDocument loaded,
        Edition edition,
        int number,
        DateTime at,
        Actor actor,
        string? reason,
        CancellationToken cancellation
    )
    {
        var isFirst = edition.PublicRevision is null;
        await FreezeAsync(edition, number, cancellation);
        edition.PublicRevision = number;
        AddStatus(edition, EditionState.Live, at, notice: null, movedTo: null, actor);
        var document = loaded.Document;
        db.Record(
            isFirst
                ? new EditionReleased(document.Slug, edition.Language, number)
                {
                    Actor = actor,
                    Subject = document.Subject,
                    Reason = reason,
                }
                : new EditionRevised(document.Slug, edition.Language, number)
                {
                    Actor = actor,
                    Subject = document.Subject,
                    Reason = reason,
                }
        );
    }

    /// <summary>Makes the revision public again that was withdrawn, removed or moved; an import tells of the past.</summary>
    /// <param name="at">UTC.</param>
    public void ReleaseAgain(LoadedDocument loaded, Edition edition, DateTime at, Actor actor)
    {
        var (slug, number) = (loaded.Document.Slug, edition.PublicRevision!.Value);
        AddStatus(edition, EditionState.Live, at, notice: null, movedTo: null, actor);
        db.Record(new EditionRevised(slug, edition.Language, number) { Actor = actor, Subject = loaded.Document.Subject });
    }

    /// <summary>Changes what the public sees of a released edition; the caller has checked that it may.</summary>
    /// <param name="at">UTC.</param>
    /// <param name="notice">For readers.</param>
    public void SetState(
        LoadedDocument loaded,
        Edition edition,
        EditionState state,
        DateTime at,
        string? notice,
        string? movedTo,
        Actor actor,
        string? reason
    )
    {
        AddStatus(edition, state, at, notice, movedTo, actor);
        var (slug, language) = (loaded.Document.Slug, edition.Language);
        DocumentEvent happened = state switch
        {
            EditionState.Corrected => new EditionCorrected(slug, language, at, notice ?? "")
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
                Reason = reason,
            },
            EditionState.Withdrawn => new EditionWithdrawn(slug, language, at, notice ?? "")
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
                Reason = reason,
            },
            EditionState.Moved => new EditionMoved(slug, language, at, movedTo!)
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
                Reason = reason,
            },
            EditionState.Removed => new EditionRemoved(slug, language, at)
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
                Reason = reason,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state is reached by a release."),
        };
        db.Record(happened);
    }

    /// <summary>Takes a released edition back to a draft: readers find nothing at its address.</summary>
    public void Unpublish(LoadedDocument loaded, Edition edition, DateTime at, Actor actor, string? reason)
    {
        edition.PublicRevision = null;
        AddStatus(edition, EditionState.Draft, at, notice: null, movedTo: null, actor);
        db.Record(
            new EditionUnpublished(loaded.Document.Slug, edition.Language, at)
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
                Reason = reason,
            }
        );
    }

    /// <summary>Makes statuses count no longer, from one on; readers see what they saw before it.</summary>
    /// <param name="from">The first of them.</param>
    public void Undo(LoadedDocument loaded, Edition edition, Status from, Actor actor, string? reason)
    {
        var former = Status
            .Effective(edition.Statuses)
            .Where(status => status.Number < from.Number)
            .OrderBy(status => status.At)
            .ThenBy(status => status.Number)
            .LastOrDefault();
        edition.PublicRevision = former?.Revision is > 0 and var number ? number : null;
        var (state, movedTo) = Status.Derive([.. edition.Statuses.Where(status => status.Number < from.Number)]);
        AddStatus(edition, state, Now, notice: null, movedTo, actor, from.Number);
        db.Record(
            new ChangeUndone(loaded.Document.Slug, edition.Language, from.State.ToString())
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
                Reason = reason,
            }
        );
    }

    /// <param name="number">Null for the newest.</param>
    /// <returns>Null where the edition has no such revision.</returns>
    public async Task<RevisionHead?> FindRevisionAsync(
        LoadedDocument loaded,
        Edition edition,
        int? number,
        CancellationToken cancellation
    ) =>
        number is null || loaded.NewestOf(edition)?.Number == number
            ? loaded.NewestOf(edition)
            : await db.Set<Revision>()
                .Where(revision => revision.EditionId == edition.Id && revision.Number == number)
                .Select(Head)
                .SingleOrDefaultAsync(cancellation);

    /// <summary>The items of a digest, which a text that is saved anew keeps.</summary>
    /// <param name="loaded">Null for a new document.</param>
    public async Task<IReadOnlyList<DigestItem>> ItemsOfAsync(
        LoadedDocument? loaded,
        string language,
        CancellationToken cancellation
    )
    {
        if (loaded?.EditionIn(language) is not { } edition || loaded.NewestOf(edition) is not { } newest)
        {
            return [];
        }

        var items = await db.Set<Revision>()
            .Where(revision => revision.Id == newest.Id)
            .Select(revision => revision.Items)
            .SingleAsync(cancellation);
        return EditionContent.ReadItems(items);
    }

    public void Clear(LoadedDocument loaded, Edition edition, int revision, Actor actor, string? reason)
    {
        (edition.ClearedRevision, edition.ClearanceRequestedFor) = (revision, null);
        db.Record(
            new EditionCleared(loaded.Document.Slug, edition.Language, revision)
            {
                Actor = actor,
                Subject = loaded.Document.Subject,
                Reason = reason,
            }
        );
    }

    public ReleaseSet Schedule(IReadOnlyList<ReleasableEdition> items, DueTime due, Actor actor, string? reason)
    {
        var set = new ReleaseSet
        {
            Id = Guid.CreateVersion7(),
            DueAt = due.At,
            LocalDue = due.Local,
            Zone = due.Zone,
            ScheduledBy = actor.ToString(),
            ScheduledAt = Now,
        };
        set.Items.AddRange(items.Select(item => new ReleaseItem { EditionId = item.Edition.Id, Revision = item.Revision }));
        db.Add(set);
        var names = items.Select(item => $"{item.Document.Document.Slug}/{item.Edition.Language}/{item.Revision}");
        db.Record(
            new ReleaseScheduled(set.Id, due.At, [.. names])
            {
                Actor = actor,
                Subject = $"release:{set.Id:N}",
                Reason = reason,
            }
        );
        return set;
    }

    /// <summary>Saves what was written.</summary>
    /// <returns>False where somebody else saved the same rows in between; then nothing was saved.</returns>
    public async Task<bool> TrySaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException failure) when (WriteConflict.Is(failure))
        {
            db.Discard();
            return false;
        }
    }

    private Edition AddEdition(Document document, string language, Guid? id)
    {
        var edition = new Edition
        {
            Id = id ?? Guid.CreateVersion7(),
            Language = language,
            Kind = document.Kind,
            PublishedAt = document.PublishedAt,
            State = EditionState.Draft,
        };
        document.Editions.Add(edition);
        db.Add(edition);
        return edition;
    }

    private void AddStatus(
        Edition edition,
        EditionState state,
        DateTime at,
        string? notice,
        string? movedTo,
        Actor actor,
        int? undoes = null
    )
    {
        var status = new Status
        {
            Id = Guid.CreateVersion7(),
            EditionId = edition.Id,
            Number = edition.Statuses.Select(row => row.Number).DefaultIfEmpty().Max() + 1,
            State = state,
            At = at,
            Revision = edition.PublicRevision ?? 0,
            Actor = actor.ToString(),
            Notice = notice,
            MovedTo = movedTo,
            Undoes = undoes,
        };
        db.Add(status);
        if (!edition.Statuses.Contains(status))
        {
            edition.Statuses.Add(status);
        }

        (edition.State, edition.MovedTo) = Status.Derive(edition.Statuses);
    }

    /// <summary>Stores the canonical text of a revision, unless it is stored.</summary>
    public async Task FreezeAsync(Edition edition, int number, CancellationToken cancellation)
    {
        var isFrozen = await db.Set<ReleasedText>()
            .AnyAsync(release => release.EditionId == edition.Id && release.Number == number, cancellation);
        if (isFrozen)
        {
            return;
        }

        var revision =
            added.GetValueOrDefault((edition.Id, number))
            ?? await db.Set<Revision>().SingleAsync(row => row.EditionId == edition.Id && row.Number == number, cancellation);
        var language = languages.Find(edition.Language) ?? languages.Default;
        var content = new EditionContent(
            revision.Title,
            revision.Summary,
            await pictures.FreezeAsync(
                await tokens.FreezeAsync(revision.Body, language, clock.Today, cancellation),
                edition.Language,
                cancellation
            ),
            EditionContent.ReadItems(revision.Items),
            OriginalText.Read(revision.Original)
        );
        db.Add(
            new ReleasedText
            {
                Id = Guid.CreateVersion7(),
                EditionId = edition.Id,
                Number = number,
                Title = content.Title,
                Summary = content.Summary,
                Body = content.Body,
                Items = revision.Items,
                Original = revision.Original,
                ReleasedAt = Now,
                Digest = content.Digest,
            }
        );
    }

    private void ReplaceTopics(Document document, IReadOnlyList<DescribedTopic> topics)
    {
        var known = document.Topics.ToDictionary(topic => (topic.Scheme, topic.Value));
        foreach (var topic in topics)
        {
            if (known.Remove((topic.Scheme, topic.Value), out var present))
            {
                present.Position = topic.Position;
            }
            else
            {
                document.Topics.Add(
                    new Topic
                    {
                        Scheme = topic.Scheme,
                        Value = topic.Value,
                        Position = topic.Position,
                    }
                );
            }
        }

        db.RemoveRange(known.Values);
    }
}
