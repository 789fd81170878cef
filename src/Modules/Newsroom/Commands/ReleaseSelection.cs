using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Commands;

/// <summary>A document of a release.</summary>
/// <param name="Languages">Null for every edition that has something new.</param>
public sealed record ReleaseChoice(string Slug, IReadOnlyCollection<string>? Languages);

/// <summary>What a release makes public; all is checked before anything is changed.</summary>
internal sealed class ReleaseSelection(
    DocumentWriter writer,
    ReleasableContent content,
    NewsroomOptions options,
    KindCatalogue kinds
)
{
    /// <param name="reason">Required for what was withdrawn, removed or moved.</param>
    /// <returns>The editions whose newest revision readers do not see yet; or why one of them may not be released.</returns>
    public async Task<(IReadOnlyList<ReleasableEdition> Items, NewsroomResult? Refusal)> OfAsync(
        IReadOnlyList<ReleaseChoice> choices,
        string? reason,
        CancellationToken cancellation
    )
    {
        var documents = await writer.LoadAsync([.. choices.Select(choice => choice.Slug)], cancellation);
        var items = new List<ReleasableEdition>();
        foreach (var (slug, languages) in choices.DistinctBy(choice => choice.Slug))
        {
            var loaded = documents.GetValueOrDefault(slug);
            var (editions, refusal) = EditionSelection.Select(loaded, slug, languages);
            if (refusal is not null)
            {
                return ([], refusal);
            }

            if (ReleaseRules.LacksSpeaker(loaded!.Document, kinds))
            {
                return ([], new NewsroomResult(NewsroomCode.SpeakerMissing, slug));
            }

            foreach (var edition in editions)
            {
                var newest = loaded.NewestOf(edition);
                if (newest is not null && ReleaseRules.IsReleased(edition, newest))
                {
                    continue;
                }

                if (ReleaseRules.Refuse(edition, newest, options.RequireClearance, reason) is { } code)
                {
                    return ([], new NewsroomResult(code, slug, edition.Language));
                }

                items.Add(new ReleasableEdition(loaded, edition, newest!.Number));
            }
        }

        return await content.FindFaultAsync(items, cancellation) is { } fault ? ([], fault) : (items, null);
    }
}

/// <param name="Revision">Number of its newest revision.</param>
internal sealed record ReleasableEdition(LoadedDocument Document, Edition Edition, int Revision);
