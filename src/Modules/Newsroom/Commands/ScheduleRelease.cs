using Concord.Foundation;

namespace Concord.Newsroom.Commands;

/// <summary>Schedules the newest revisions of documents to become public together at one time.</summary>
public sealed class ScheduleRelease
{
    private readonly DocumentWriter writer;
    private readonly ReleaseSelection selection;

    internal ScheduleRelease(DocumentWriter writer, ReleaseSelection selection) =>
        (this.writer, this.selection) = (writer, selection);

    /// <param name="choices">Documents that become public together.</param>
    /// <param name="due">Not in the past.</param>
    /// <returns>Done with the id of the set as detail.</returns>
    public async Task<NewsroomResult> RunAsync(
        IReadOnlyList<ReleaseChoice> choices,
        DueTime due,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var slugs = string.Join(' ', choices.Select(choice => choice.Slug));
        if (due.At <= writer.Now)
        {
            return new NewsroomResult(NewsroomCode.DueInPast, slugs);
        }

        var (items, refusal) = await selection.OfAsync(choices, reason, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (items.Count == 0)
        {
            return new NewsroomResult(NewsroomCode.NothingToRelease, slugs);
        }

        var set = writer.Schedule(items, due, actor, reason);
        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, slugs, Detail: set.Id.ToString("N"))
            : new NewsroomResult(NewsroomCode.Conflict, slugs);
    }
}

/// <summary>When a release is due.</summary>
/// <param name="At">UTC.</param>
/// <param name="Local">As a person entered it in a zone: <c>2020-10-23T09:00</c>; null where UTC was entered.</param>
/// <param name="Zone">A name of the tz database; null where UTC was entered.</param>
public sealed record DueTime(DateTime At, string? Local = null, string? Zone = null);
