using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Deliveries;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.ActivityPub.Followers;

/// <summary>How the accounts stand: numbers, never people.</summary>
internal sealed class FollowerNumbers(ConcordDb db, LocalActors actors)
{
    public async Task<IReadOnlyList<AccountNumbers>> ReadAsync(CancellationToken cancellation)
    {
        var numbers = new List<AccountNumbers>();
        foreach (var actor in actors.All)
        {
            var language = actor.Language.Code;
            var messages = await db.Set<ActivityDelivery>()
                .Join(
                    db.Set<OutgoingActivity>(),
                    row => row.ActivityId,
                    activity => activity.Id,
                    (row, activity) => new { row, activity }
                )
                .Where(pair => pair.activity.Language == language)
                .GroupBy(pair => pair.row.State)
                .Select(group => new { State = group.Key, Count = group.Count() })
                .ToListAsync(cancellation);
            int Of(DeliveryState state) => messages.Find(row => row.State == state)?.Count ?? 0;
            numbers.Add(
                new AccountNumbers(
                    actor,
                    await db.Set<Follower>().CountAsync(row => row.Language == language, cancellation),
                    Of(DeliveryState.Queued),
                    Of(DeliveryState.Accepted),
                    Of(DeliveryState.Failed)
                )
            );
        }

        return numbers;
    }
}

/// <param name="Accepted">Messages of the last 30 days; so with those that failed.</param>
internal sealed record AccountNumbers(LocalActor Actor, int Followers, int Waiting, int Accepted, int Failed);
