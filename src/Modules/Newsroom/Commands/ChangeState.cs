using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>What correcting, withdrawing, removing and moving have in common.</summary>
/// <param name="requireClearance">True where a correction may release only a cleared revision.</param>
internal sealed class ChangeState(DocumentWriter writer, bool requireClearance = false)
{
    /// <param name="language">Null for every released edition.</param>
    /// <param name="notices">For readers, by language; null where the state needs none.</param>
    public async Task<NewsroomResult> RunAsync(
        string slug,
        string? language,
        EditionState state,
        IReadOnlyDictionary<string, string>? notices,
        string? movedTo,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var loaded = await writer.LoadAsync(slug, cancellation);
        var (selected, refusal) = EditionSelection.Select(loaded, slug, language);
        var editions = selected.Where(edition => edition.PublicRevision is not null).ToList();
        if (refusal is not null || editions.Count == 0)
        {
            return refusal ?? new NewsroomResult(NewsroomCode.NotReleased, slug, language);
        }

        foreach (var edition in editions)
        {
            if (edition.State == state && state != EditionState.Corrected)
            {
                return new NewsroomResult(NewsroomCode.AlreadyInState, slug, edition.Language, state.ToString());
            }

            if (state == EditionState.Corrected && edition.State is not (EditionState.Live or EditionState.Corrected))
            {
                return new NewsroomResult(NewsroomCode.NotReleased, slug, edition.Language);
            }

            var notice = notices?.GetValueOrDefault(edition.Language)?.Trim();
            if (notices is not null && string.IsNullOrEmpty(notice))
            {
                return new NewsroomResult(NewsroomCode.NoticeRequired, slug, edition.Language);
            }

            if (
                state == EditionState.Corrected
                && loaded!.NewestOf(edition) is { } newest
                && newest.Number != edition.PublicRevision
            )
            {
                if (ReleaseRules.Refuse(edition, newest, requireClearance, reason) is { } code)
                {
                    return new NewsroomResult(code, slug, edition.Language);
                }

                await writer.ReleaseAsync(loaded, edition, newest.Number, writer.Now, actor, reason, cancellation);
            }

            writer.SetState(loaded!, edition, state, writer.Now, notice, movedTo, actor, reason);
        }

        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, slug, language)
            {
                Revisions = editions.ToDictionary(edition => edition.Language, edition => edition.PublicRevision!.Value),
            }
            : new NewsroomResult(NewsroomCode.Conflict, slug, language);
    }
}
