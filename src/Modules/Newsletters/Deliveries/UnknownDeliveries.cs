using System.Security.Claims;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Deliveries;

/// <summary>Counts the messages of which nobody knows whether they arrived: a person decides about them.</summary>
internal sealed class UnknownDeliveries(ConcordDb db) : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var waiting = person.May(DeskPolicies.Release)
            ? await db.Set<Delivery>().CountAsync(row => row.State == DeliveryState.Unknown, cancellation)
            : 0;
        return waiting == 0 ? [] : [new WaitingWork("newsletters.waiting", waiting, IsAtLeast: false) { Path = "/newsletters" }];
    }
}
