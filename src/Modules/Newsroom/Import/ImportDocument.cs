using Concord.Foundation.ContentImport;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>Updates one document from a content pack, except where an editor changed it since the last import.</summary>
internal sealed class ImportDocument(DocumentWriter writer, ImportContext context)
{
    private readonly List<ReleasableEdition> scheduled = [];

    /// <param name="loaded">Null where the site does not have it.</param>
    /// <param name="file">Digest of the file to download, where there is one.</param>
    public async Task<ImportCounts> RunAsync(
        LoadedDocument? loaded,
        ImportedDocument imported,
        string? file,
        CancellationToken cancellation
    )
    {
        var description = imported.Describe(file);
        var isNew = loaded is null;
        var changed = false;
        if (loaded is null)
        {
            loaded = writer.Create(
                imported.Slug,
                description,
                imported.Id ?? ContentId.Of("document", imported.Slug),
                context.Actor
            );
            loaded.Document.ImportedDigest = description.DigestOf();
            changed = true;
        }
        else
        {
            changed = Describe(loaded, imported, description);
        }

        // Originals first: a translation stores the revision it was made from.
        foreach (var edition in imported.Editions.OrderBy(imported.DepthOf))
        {
            changed |= await ImportEditionAsync(loaded, imported, edition, cancellation);
        }

        if (scheduled.Count > 0)
        {
            // A document of a later date is released then.
            writer.Schedule([.. scheduled], new DueTime(imported.PublishedAt), context.Actor, reason: null);
            scheduled.Clear();
        }

        // A draft, and a language that an editor added, have no part in the pack's history.
        foreach (
            var edition in loaded.Document.Editions.Where(row => row.PublicRevision is not null && row.ImportedDigest is not null)
        )
        {
            changed |= ImportHistory(loaded, edition, imported.History);
        }

        return new ImportCounts(isNew ? 1 : 0, changed && !isNew ? 1 : 0, changed ? 0 : 1);
    }

    private bool Describe(LoadedDocument loaded, ImportedDocument imported, DocumentDescription description)
    {
        var (document, digest) = (loaded.Document, description.DigestOf());
        if (document.ImportedDigest == digest && !context.Overwrites || document.DescriptionDigest == digest)
        {
            return false;
        }

        if (document.DescriptionDigest != document.ImportedDigest && !context.Overwrites)
        {
            context.Conflict(imported.File, document.Subject);
            return false;
        }

        writer.Describe(loaded, description, context.Actor, reason: null);
        document.ImportedDigest = digest;
        return true;
    }

    private async Task<bool> ImportEditionAsync(
        LoadedDocument loaded,
        ImportedDocument imported,
        ImportedEdition text,
        CancellationToken cancellation
    )
    {
        var (content, edition) = (text.Content, loaded.EditionIn(text.Language));
        var newest = edition is null ? null : loaded.NewestOf(edition);
        if (edition is not null && newest is not null)
        {
            // Also where an editor wrote the same text: it remains the editor's. A draft that is newer stays one.
            if (newest.Digest == content.Digest || loaded.PublicDigestOf(edition) == content.Digest && !context.Overwrites)
            {
                return false;
            }

            if (edition.ImportedDigest == content.Digest && !context.Overwrites)
            {
                return false;
            }

            if (edition.ImportedDigest != newest.Digest && !context.Overwrites)
            {
                context.Conflict(text.File, $"{loaded.Document.Subject} ({text.Language})");
                return false;
            }
        }

        var source = text.TranslatedFrom is { } from && loaded.EditionIn(from) is { } original ? loaded.NewestOf(original) : null;
        var id = text.Id ?? ContentId.Of("edition", loaded.Document.Slug, text.Language);
        var saved = writer.AddRevision(loaded, text.Language, content, source, id, context.Actor);
        edition = loaded.EditionIn(text.Language)!;
        edition.ImportedDigest = content.Digest;
        // An import never makes public again what was withdrawn, removed or moved.
        if (text.IsDraft)
        {
            return true;
        }

        if (edition.State is EditionState.Live or EditionState.Corrected)
        {
            await writer.ReleaseAsync(loaded, edition, saved.Number, writer.Now, context.Actor, reason: null, cancellation);
        }
        else if (edition.State == EditionState.Draft && imported.PublishedAt > writer.Now)
        {
            scheduled.Add(new ReleasableEdition(loaded, edition, saved.Number));
        }
        // What was public and is no longer stays so.
        else if (edition.State == EditionState.Draft && edition.Statuses.Count == 0)
        {
            // A pack describes the past: its first revision was released when the document was published.
            await writer.ReleaseAsync(
                loaded,
                edition,
                saved.Number,
                text.ReleasedAt ?? imported.PublishedAt,
                context.Actor,
                reason: null,
                cancellation
            );
        }

        return true;
    }

    /// <summary>Adds the statuses that are not known yet; the latest status decides, whoever wrote it.</summary>
    private bool ImportHistory(LoadedDocument loaded, Edition edition, IReadOnlyList<ImportedStatus> history)
    {
        var known = edition.Statuses.Select(status => (status.State, status.At)).ToHashSet();
        var added = history
            .Where(status => status.IsAbout(edition.Language) && !known.Contains((status.State, status.At)))
            .ToList();
        foreach (var status in added)
        {
            if (status.State == EditionState.Live)
            {
                writer.ReleaseAgain(loaded, edition, status.At, context.Actor);
                continue;
            }

            writer.SetState(
                loaded,
                edition,
                status.State,
                status.At,
                status.Notices.GetValueOrDefault(edition.Language),
                status.MovedTo,
                context.Actor,
                reason: null
            );
        }

        return added.Count > 0;
    }
}
