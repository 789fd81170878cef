using Concord.Foundation;

namespace Concord.Newsroom.Commands;

/// <summary>Makes the newest revisions of documents public now, in one transaction.</summary>
public sealed class Release
{
    private readonly DocumentWriter writer;
    private readonly ReleaseSelection selection;

    internal Release(DocumentWriter writer, ReleaseSelection selection) => (this.writer, this.selection) = (writer, selection);

    /// <param name="languages">Null for every edition that has something new.</param>
    /// <param name="reason">Required for what was withdrawn, removed or moved.</param>
    /// <returns>Done with the revision of each language.</returns>
    public Task<NewsroomResult> RunAsync(
        string slug,
        IReadOnlyCollection<string>? languages,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) => RunAsync([new ReleaseChoice(slug, languages)], reason, actor, cancellation);

    /// <param name="choices">Documents that become public together, or not at all.</param>
    /// <param name="reason">Required for what was withdrawn, removed or moved.</param>
    public async Task<NewsroomResult> RunAsync(
        IReadOnlyList<ReleaseChoice> choices,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var (items, refusal) = await selection.OfAsync(choices, reason, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var (slugs, only) = (
            string.Join(' ', choices.Select(choice => choice.Slug)),
            choices is [{ Languages: { Count: 1 } one }] ? one.First() : null
        );
        if (items.Count == 0)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, slugs, only);
        }

        var now = writer.Now;
        foreach (var item in items)
        {
            await writer.ReleaseAsync(item.Document, item.Edition, item.Revision, now, actor, reason, cancellation);
        }

        return !await writer.TrySaveAsync(cancellation) ? new NewsroomResult(NewsroomCode.Conflict, slugs, only)
            : choices.Count > 1 ? new NewsroomResult(NewsroomCode.Done, slugs)
            : new NewsroomResult(NewsroomCode.Done, slugs, only)
            {
                Revisions = items.ToDictionary(item => item.Edition.Language, item => item.Revision, StringComparer.Ordinal),
            };
    }
}
