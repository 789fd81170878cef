using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>What correcting, withdrawing, removing and moving have in common.</summary>
/// <param name="content">Null where nothing is released.</param>
/// <param name="requireClearance">True where a correction may release only a cleared revision.</param>
internal sealed class ChangeState(DocumentWriter writer, ReleasableContent? content = null, bool requireClearance = false)
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
        var (selected, refusal) = EditionSelection.Select(loaded, slug, language is null ? null : [language]);
        var editions = selected.Where(edition => edition.PublicRevision is not null).ToList();
        if (refusal is not null || editions.Count == 0)
        {
            return refusal ?? new NewsroomResult(NewsroomCode.NotReleased, slug, language);
        }

        // All are checked before the first is changed, so that a refusal leaves nothing behind.
        foreach (var edition in editions)
        {
            if (Refuse(edition, loaded!.NewestOf(edition), state, notices, reason) is var (code, detail))
            {
                return new NewsroomResult(code, slug, edition.Language, detail);
            }
        }

        var released = editions
            .Where(edition => state == EditionState.Corrected && NewerThanPublic(edition, loaded!.NewestOf(edition)) is not null)
            .Select(edition => new ReleasableEdition(loaded!, edition, loaded!.NewestOf(edition)!.Number))
            .ToList();
        if (content is not null && await content.FindFaultAsync(released, cancellation) is { } fault)
        {
            return fault;
        }

        // One time for the whole change, by which it can be undone.
        var now = writer.Now;
        foreach (var edition in editions)
        {
            if (released.Find(item => item.Edition == edition) is { } item)
            {
                await writer.ReleaseAsync(loaded!, edition, item.Revision, now, actor, reason, cancellation);
            }

            var notice = notices?.GetValueOrDefault(edition.Language)?.Trim();
            writer.SetState(loaded!, edition, state, now, notice, movedTo, actor, reason);
        }

        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, slug, language)
            {
                Revisions = editions.ToDictionary(edition => edition.Language, edition => edition.PublicRevision!.Value),
            }
            : new NewsroomResult(NewsroomCode.Conflict, slug, language);
    }

    /// <returns>Null where the state of the edition may change.</returns>
    private (NewsroomCode Code, string? Detail)? Refuse(
        Edition edition,
        RevisionHead? newest,
        EditionState state,
        IReadOnlyDictionary<string, string>? notices,
        string? reason
    )
    {
        if (edition.State == state && state != EditionState.Corrected)
        {
            return (NewsroomCode.AlreadyInState, state.ToString());
        }

        if (state == EditionState.Corrected && edition.State is not (EditionState.Live or EditionState.Corrected))
        {
            return (NewsroomCode.NotReleased, null);
        }

        if (notices is not null && string.IsNullOrWhiteSpace(notices.GetValueOrDefault(edition.Language)))
        {
            return (NewsroomCode.NoticeRequired, null);
        }

        return
            state == EditionState.Corrected
            && NewerThanPublic(edition, newest) is not null
            && ReleaseRules.Refuse(edition, newest, requireClearance, reason) is { } code
            ? (code, null)
            : null;
    }

    private static RevisionHead? NewerThanPublic(Edition edition, RevisionHead? newest) =>
        newest?.Number != edition.PublicRevision ? newest : null;
}
