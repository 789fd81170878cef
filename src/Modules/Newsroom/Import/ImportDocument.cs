using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>Takes one document of a content pack in: as a new one, or as what changed since the last time.</summary>
/// <param name="revisions">Each edition's public revision, by edition; kept up to date.</param>
internal sealed class ImportDocument(ConcordDb db, Actor actor, DateTime now, Dictionary<Guid, PublicRevision> revisions)
{
    /// <param name="file">Digest of the file to take along, where there is one.</param>
    public ImportCounts Run(Document? document, ImportedDocument draft, string? file)
    {
        var isNew = document is null;
        if (document is null)
        {
            document = new Document
            {
                Id = ContentId.Of("document", draft.Slug),
                Slug = draft.Slug,
                Kind = draft.Kind,
                PublishedAt = draft.PublishedAt,
                SourceDigest = "",
            };
            db.Add(document);
        }

        var changed = Describe(document, draft, file);
        // Originals first: a translation remembers the revision it was made from.
        foreach (var edition in draft.Editions.OrderBy(edition => edition.TranslatedFrom is not null))
        {
            changed |= Publish(document, edition);
        }

        foreach (var edition in document.Editions)
        {
            changed |= new ImportHistory(db, actor).Run(document, edition, draft.History);
        }

        return new ImportCounts(isNew ? 1 : 0, changed && !isNew ? 1 : 0, changed ? 0 : 1);
    }

    private bool Describe(Document document, ImportedDocument draft, string? file)
    {
        if (document.SourceDigest == draft.Digest && document.FileDigest == file)
        {
            return false;
        }

        (document.Kind, document.PublishedAt, document.SourceDigest) = (draft.Kind, draft.PublishedAt, draft.Digest);
        (document.Speaker, document.Place, document.Picture) = (draft.Speaker, draft.Place, draft.Picture);
        (document.Position, document.FileDigest, document.FileName) = (draft.Position, file, Path.GetFileName(draft.Download));
        document.Editions.ForEach(edition => (edition.Kind, edition.PublishedAt) = (draft.Kind, draft.PublishedAt));
        ReplaceTopics(document, draft);
        db.Record(
            new DocumentDescribed(document.Slug, draft.Kind, draft.PublishedAt) { Actor = actor, Subject = document.Subject }
        );
        return true;
    }

    private void ReplaceTopics(Document document, ImportedDocument draft)
    {
        var known = document.Topics.ToDictionary(topic => (topic.Scheme, topic.Value));
        foreach (var topic in draft.Topics)
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

    private bool Publish(Document document, ImportedEdition draft)
    {
        var edition = document.Editions.Find(edition => edition.Language == draft.Language);
        if (edition is not null && revisions.GetValueOrDefault(edition.Id)?.Digest == draft.Digest)
        {
            return false;
        }

        if (edition is null)
        {
            edition = new Edition
            {
                Id = ContentId.Of("edition", document.Slug, draft.Language),
                Language = draft.Language,
                Kind = document.Kind,
                PublishedAt = document.PublishedAt,
                EditionState = EditionState.Live,
            };
            document.Editions.Add(edition);
            db.Add(edition);
        }

        var isFirst = edition.PublicRevision is null;
        var number = (edition.PublicRevision ?? 0) + 1;
        AddRevision(document, edition, draft, number);
        db.Record(
            isFirst
                ? new EditionReleased(document.Slug, draft.Language, number) { Actor = actor, Subject = document.Subject }
                : new EditionRevised(document.Slug, draft.Language, number) { Actor = actor, Subject = document.Subject }
        );
        return true;
    }

    private void AddRevision(Document document, Edition edition, ImportedEdition draft, int number)
    {
        var source = document.Editions.Find(other => other.Language == draft.TranslatedFrom);
        var revision = new Revision
        {
            Id = Guid.CreateVersion7(),
            EditionId = edition.Id,
            Number = number,
            Title = draft.Title,
            Summary = draft.Summary,
            Body = draft.Body,
            Items = draft.Items.Count > 0 ? JsonSerializer.Serialize(draft.Items) : null,
            SourceRevisionId = source is null ? null : revisions[source.Id].Id,
            CreatedAt = now,
            CreatedBy = actor.ToString(),
            SourceDigest = draft.Digest,
        };
        db.Add(revision);
        // A pack tells of the past: its first revision was released when the document was published.
        var status = new Status
        {
            Id = Guid.CreateVersion7(),
            EditionId = edition.Id,
            EditionState = edition.EditionState,
            At = number == 1 ? document.PublishedAt : now,
            Revision = number,
            Actor = actor.ToString(),
        };
        db.Add(status);
        edition.PublicRevision = number;
        revisions[edition.Id] = new PublicRevision(edition.Id, revision.Id, draft.Digest);
    }
}

/// <summary>What readers see of an edition now.</summary>
internal sealed record PublicRevision(Guid EditionId, Guid Id, string Digest);
