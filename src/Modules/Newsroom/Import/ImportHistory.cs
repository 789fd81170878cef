using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>Takes in what became of an edition: corrections, withdrawal, removal, a move. What is there already stays.</summary>
internal sealed class ImportHistory(ConcordDb db, Actor actor)
{
    /// <returns>True where something was new.</returns>
    public bool Run(Document document, Edition edition, IReadOnlyList<ImportedStatus> history)
    {
        var known = edition.Statuses.Select(status => (status.EditionState, status.At)).ToHashSet();
        var fresh = history.Where(outcome => !known.Contains((outcome.EditionState, outcome.At))).ToList();
        foreach (var outcome in fresh)
        {
            Add(document, edition, outcome);
        }

        if (fresh.Count > 0)
        {
            var last = history.MaxBy(outcome => outcome.At)!;
            (edition.EditionState, edition.MovedTo) = (last.EditionState, last.MovedTo);
        }

        return fresh.Count > 0;
    }

    private void Add(Document document, Edition edition, ImportedStatus outcome)
    {
        var notice = outcome.Notices.GetValueOrDefault(edition.Language);
        db.Add(
            new Status
            {
                Id = Guid.CreateVersion7(),
                EditionId = edition.Id,
                EditionState = outcome.EditionState,
                At = outcome.At,
                Revision = edition.PublicRevision ?? 1,
                Actor = actor.ToString(),
                Notice = notice,
            }
        );
        db.Record(RecordOf(document, edition, outcome, notice ?? ""));
    }

    private DocumentEvent RecordOf(Document document, Edition edition, ImportedStatus outcome, string notice) =>
        outcome.EditionState switch
        {
            EditionState.Corrected => new EditionCorrected(document.Slug, edition.Language, outcome.At, notice)
            {
                Actor = actor,
                Subject = document.Subject,
            },
            EditionState.Withdrawn => new EditionWithdrawn(document.Slug, edition.Language, outcome.At, notice)
            {
                Actor = actor,
                Subject = document.Subject,
            },
            EditionState.Moved => new EditionMoved(document.Slug, edition.Language, outcome.At, outcome.MovedTo!)
            {
                Actor = actor,
                Subject = document.Subject,
            },
            _ => new EditionRemoved(document.Slug, edition.Language, outcome.At) { Actor = actor, Subject = document.Subject },
        };
}
