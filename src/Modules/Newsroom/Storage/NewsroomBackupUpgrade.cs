using System.Globalization;
using System.Text.Json.Nodes;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Storage;

/// <summary>
/// The earlier version had other names, one digest of the imported file instead of digests of the texts, no released texts,
/// and published a document of a future date by its date alone: such a document becomes a draft with a scheduled release.
/// </summary>
internal sealed class NewsroomBackupUpgrade(ConcordDb db, DocumentWriter writer) : IBackupUpgrade
{
    private static readonly Actor Self = Actor.Command("restore");

    private readonly Dictionary<Guid, int> statuses = [];
    private Dictionary<Guid, (EditionState State, string? MovedTo)> editions = [];
    private DateTime madeAt;

    public IReadOnlyList<TableUpgrade> Tables =>
        [
            new TableUpgrade("newsroom_documents", "newsroom_documents") { Convert = ConvertDocument },
            new TableUpgrade("newsroom_editions", "newsroom_editions")
            {
                Prepare = (at, _) =>
                {
                    madeAt = at;
                    return Task.CompletedTask;
                },
                Convert = ConvertEdition,
            },
            new TableUpgrade("newsroom_revisions", "newsroom_revisions") { Convert = ConvertRevision },
            new TableUpgrade("newsroom_statuses", "newsroom_statuses") { Prepare = ReadEditionsAsync, Convert = ConvertStatus },
        ];

    public async Task CompleteAsync(DateTime madeAt, CancellationToken cancellation)
    {
        var slugs = await db.Set<Document>().OrderBy(document => document.Slug).Select(row => row.Slug).ToListAsync(cancellation);
        foreach (var loaded in (await writer.LoadAsync(slugs, cancellation)).Values)
        {
            var document = loaded.Document;
            document.ImportedDigest = document.DescriptionDigest = DocumentDescription.Of(document).DigestOf();
            foreach (var edition in document.Editions)
            {
                edition.ImportedDigest = loaded.NewestOf(edition)?.Digest;
                if (edition.PublicRevision is { } number)
                {
                    await writer.FreezeAsync(edition, number, cancellation);
                }
            }

            var scheduled = document
                .Editions.Where(edition => edition.State == EditionState.Draft && loaded.NewestOf(edition) is not null)
                .Select(edition => new ReleasableEdition(loaded, edition, loaded.NewestOf(edition)!.Number))
                .ToList();
            if (scheduled.Count > 0)
            {
                writer.Schedule(scheduled, new DueTime(document.PublishedAt), Self, reason: null);
            }
        }
    }

    private static bool ConvertDocument(JsonObject row)
    {
        row.Remove("source_digest");
        (row["description_digest"], row["imported_digest"], row["version"]) = ("", null, 0);
        return true;
    }

    private bool ConvertEdition(JsonObject row)
    {
        row.Rename("outcome", "state");
        row["state"] = StateOf(row.Text("state")!).ToString();
        (row["clearance_requested_for"], row["cleared_revision"], row["imported_digest"]) = (null, null, null);
        row["version"] = 0;
        var publishedAt = DateTime.Parse(
            row.Text("published_at")!,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal
        );
        if (row.Text("state") == nameof(EditionState.Live) && publishedAt > madeAt)
        {
            (row["state"], row["public_revision"]) = (nameof(EditionState.Draft), null);
        }

        return true;
    }

    private static bool ConvertRevision(JsonObject row)
    {
        row.Rename("made_from_id", "source_revision_id");
        row.Rename("made_at", "created_at");
        row.Rename("made_by", "created_by");
        row.Remove("source_digest");
        var content = new EditionContent(
            row.Text("title")!,
            row.Text("summary")!,
            row.Text("body")!,
            EditionContent.ReadItems(row.Text("items"))
        );
        row["digest"] = content.Digest;
        return true;
    }

    private bool ConvertStatus(JsonObject row)
    {
        row.Rename("outcome", "state");
        var state = StateOf(row.Text("state")!);
        var edition = row["edition_id"]!.GetValue<Guid>();
        var (current, movedTo) = editions.GetValueOrDefault(edition);
        if (current == EditionState.Draft)
        {
            return false;
        }

        row["state"] = state.ToString();
        row["number"] = statuses[edition] = statuses.GetValueOrDefault(edition) + 1;
        row["moved_to"] = state == EditionState.Moved ? movedTo : null;
        return true;
    }

    private async Task ReadEditionsAsync(DateTime madeAt, CancellationToken cancellation) =>
        editions = await db.Set<Edition>()
            .AsNoTracking()
            .ToDictionaryAsync(edition => edition.Id, edition => (edition.State, edition.MovedTo), cancellation);

    private static EditionState StateOf(string outcome) =>
        outcome == "Gone" ? EditionState.Removed
        : Enum.TryParse<EditionState>(outcome, out var state) ? state
        : throw new FormatException($"“{outcome}” is not a state of an edition");
}
