using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>
/// Undoes the last change of a document for readers, in all languages that it changed: a release, correction, withdrawal,
/// removal, move or unpublishing of the last minute. Both stay on record.
/// </summary>
public sealed class UndoChange
{
    /// <summary>How long after a change it can be undone.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DocumentWriter writer;

    internal UndoChange(DocumentWriter writer) => this.writer = writer;

    public async Task<NewsroomResult> RunAsync(string slug, string? reason, Actor actor, CancellationToken cancellation)
    {
        if (await writer.LoadAsync(slug, cancellation) is not { } loaded)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
        }

        var changes = Find(loaded.Document.Editions, writer.Now);
        if (changes.Count == 0)
        {
            return new NewsroomResult(NewsroomCode.NothingToUndo, slug);
        }

        foreach (var (edition, first) in changes)
        {
            writer.Undo(loaded, edition, first, actor, reason);
        }

        return new NewsroomResult(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, slug);
    }

    /// <returns>The editions that the last change was about, each with the first of its statuses; none after a minute.</returns>
    internal static IReadOnlyList<(Edition Edition, Status First)> Find(IEnumerable<Edition> editions, DateTime now)
    {
        var last = editions
            .Select(edition => (Edition: edition, Status: edition.Statuses.MaxBy(status => status.Number)))
            .Where(one => one.Status is { Undoes: null } status && now - status.At < Limit && status.At <= now)
            .ToList();
        var at = last.Select(one => one.Status!.At).DefaultIfEmpty().Max();
        return
        [
            .. last.Where(one => one.Status!.At == at)
                .Select(one =>
                    (one.Edition, one.Edition.Statuses.Where(status => status.At == at).MinBy(status => status.Number)!)
                ),
        ];
    }
}
