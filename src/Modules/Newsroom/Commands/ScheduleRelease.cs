using Concord.Foundation;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Commands;

/// <summary>Schedules the newest revisions of documents to become public together at one time.</summary>
public sealed class ScheduleRelease
{
    private readonly DocumentWriter writer;
    private readonly NewsroomOptions options;
    private readonly KindCatalogue kinds;

    internal ScheduleRelease(DocumentWriter writer, NewsroomOptions options, KindCatalogue kinds) =>
        (this.writer, this.options, this.kinds) = (writer, options, kinds);

    /// <param name="slugs">Documents of the set.</param>
    /// <param name="languages">Null for every edition that has something new.</param>
    /// <param name="due">Not in the past.</param>
    /// <returns>Done with the id of the set as detail.</returns>
    public async Task<NewsroomResult> RunAsync(
        IReadOnlyList<string> slugs,
        IReadOnlyCollection<string>? languages,
        DueTime due,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (due.At <= writer.Now)
        {
            return new NewsroomResult(NewsroomCode.DueInPast, string.Join(' ', slugs));
        }

        var documents = await writer.LoadAsync(slugs, cancellation);
        var items = new List<(LoadedDocument Document, Edition Edition, int Revision)>();
        foreach (var slug in slugs.Distinct(StringComparer.Ordinal))
        {
            var loaded = documents.GetValueOrDefault(slug);
            var (editions, refusal) = EditionSelection.Select(loaded, slug, languages);
            if (refusal is not null)
            {
                return refusal;
            }

            if (ReleaseRules.LacksSpeaker(loaded!.Document, kinds))
            {
                return new NewsroomResult(NewsroomCode.SpeakerMissing, slug);
            }

            foreach (var edition in editions)
            {
                var newest = loaded!.NewestOf(edition);
                if (newest is not null && ReleaseRules.IsReleased(edition, newest))
                {
                    continue;
                }

                if (ReleaseRules.Refuse(edition, newest, options.RequireClearance, reason) is { } code)
                {
                    return new NewsroomResult(code, slug, edition.Language);
                }

                items.Add((loaded, edition, newest!.Number));
            }
        }

        if (items.Count == 0)
        {
            return new NewsroomResult(NewsroomCode.NothingToRelease, string.Join(' ', slugs));
        }

        var set = writer.Schedule(items, due, actor, reason);
        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, string.Join(' ', slugs), Detail: set.Id.ToString("N"))
            : new NewsroomResult(NewsroomCode.Conflict, string.Join(' ', slugs));
    }
}

/// <summary>When a release is due.</summary>
/// <param name="At">UTC.</param>
/// <param name="Local">As a person entered it in a zone: <c>2020-10-23T09:00</c>; null where UTC was entered.</param>
/// <param name="Zone">A name of the tz database; null where UTC was entered.</param>
public sealed record DueTime(DateTime At, string? Local = null, string? Zone = null);
