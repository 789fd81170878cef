using Concord.Foundation;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Commands;

/// <summary>Makes the newest revisions of a document public now, in one transaction.</summary>
public sealed class Release
{
    private readonly DocumentWriter writer;
    private readonly NewsroomOptions options;
    private readonly KindCatalogue kinds;

    internal Release(DocumentWriter writer, NewsroomOptions options, KindCatalogue kinds) =>
        (this.writer, this.options, this.kinds) = (writer, options, kinds);

    /// <param name="languages">Null for every edition that has something new.</param>
    /// <param name="reason">Required for what was withdrawn, removed or moved.</param>
    public async Task<NewsroomResult> RunAsync(
        string slug,
        IReadOnlyCollection<string>? languages,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var loaded = await writer.LoadAsync(slug, cancellation);
        var (editions, refusal) = EditionSelection.Select(loaded, slug, languages);
        if (refusal is not null)
        {
            return refusal;
        }

        if (ReleaseRules.LacksSpeaker(loaded!.Document, kinds))
        {
            return new NewsroomResult(NewsroomCode.SpeakerMissing, slug);
        }

        // All are checked before the first is changed, so that a refusal leaves nothing behind.
        var due = editions
            .Select(edition => (Edition: edition, Newest: loaded!.NewestOf(edition)))
            .Where(item => item.Newest is null || !ReleaseRules.IsReleased(item.Edition, item.Newest))
            .ToList();
        foreach (var (edition, newest) in due)
        {
            if (ReleaseRules.Refuse(edition, newest, options.RequireClearance, reason) is { } code)
            {
                return new NewsroomResult(code, slug, edition.Language);
            }
        }

        var released = new Dictionary<string, int>(StringComparer.Ordinal);
        var now = writer.Now;
        foreach (var (edition, newest) in due)
        {
            await writer.ReleaseAsync(loaded!, edition, newest!.Number, now, actor, reason, cancellation);
            released.Add(edition.Language, newest.Number);
        }

        return released.Count == 0 ? new NewsroomResult(NewsroomCode.Unchanged, slug, Only(languages))
            : await writer.TrySaveAsync(cancellation)
                ? new NewsroomResult(NewsroomCode.Done, slug, Only(languages)) { Revisions = released }
            : new NewsroomResult(NewsroomCode.Conflict, slug, Only(languages));
    }

    private static string? Only(IReadOnlyCollection<string>? languages) => languages is { Count: 1 } ? languages.First() : null;
}
