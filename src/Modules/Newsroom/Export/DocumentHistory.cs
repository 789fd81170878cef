using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Export;

/// <summary>The statuses of a document as a pack tells them: pure.</summary>
internal static class DocumentHistory
{
    /// <returns>When the edition became public, and what happened to it since then, oldest first.</returns>
    public static (DateTime ReleasedAt, IReadOnlyList<Status> Since) Of(IReadOnlyCollection<Status> statuses)
    {
        var (released, since, isHidden) = ((DateTime?)null, new List<Status>(), false);
        foreach (var status in Status.Effective(statuses).OrderBy(status => status.At).ThenBy(status => status.Number))
        {
            switch (status.State)
            {
                case EditionState.Draft:
                    // Readers found nothing any more: what follows begins anew.
                    (released, isHidden) = (null, false);
                    since.Clear();
                    break;
                case EditionState.Live when released is null:
                    released = status.At;
                    break;
                case EditionState.Live when !isHidden:
                    // A revised text; the pack has the last one alone.
                    break;
                default:
                    isHidden = status.State is EditionState.Withdrawn or EditionState.Removed or EditionState.Moved;
                    since.Add(status);
                    break;
            }
        }

        return (released ?? default, since);
    }

    /// <returns>What happened to several languages at the same time, together.</returns>
    public static IEnumerable<
        IGrouping<(DateTime At, EditionState State, string? MovedTo), (string Language, Status Status)>
    > Together(IEnumerable<(string Language, Status Status)> statuses) =>
        statuses
            .GroupBy(pair => (pair.Status.At, pair.Status.State, pair.Status.MovedTo))
            .OrderBy(group => group.Key.At)
            .ThenBy(group => group.First().Status.Number);
}
