using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>Takes released texts back to drafts: their addresses answer 404, as if they had never been public.</summary>
public sealed class Unpublish
{
    private readonly DocumentWriter writer;

    internal Unpublish(DocumentWriter writer) => this.writer = writer;

    /// <param name="language">Null for every released edition.</param>
    public async Task<NewsroomResult> RunAsync(
        string slug,
        string? language,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var loaded = await writer.LoadAsync(slug, cancellation);
        var (selected, refusal) = EditionSelection.Select(loaded, slug, language is null ? null : [language]);
        var editions = selected.Where(edition => edition.PublicRevision is not null).ToList();
        if (refusal is not null || editions.Count == 0)
        {
            return refusal ?? new NewsroomResult(NewsroomCode.NotReleased, slug, language);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new NewsroomResult(NewsroomCode.ReasonRequired, slug, language);
        }

        var now = writer.Now;
        foreach (var edition in editions)
        {
            writer.Unpublish(loaded!, edition, now, actor, reason);
        }

        return new NewsroomResult(
            await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict,
            slug,
            language
        );
    }
}
