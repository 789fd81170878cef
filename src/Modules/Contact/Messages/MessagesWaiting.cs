using System.Security.Claims;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Contact.Messages;

/// <summary>Counts the new messages of readers.</summary>
internal sealed class MessagesWaiting(ConcordDb db) : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var waiting = person.May(DeskPolicies.Release)
            ? await db.Set<ContactMessage>().CountAsync(message => message.State == MessageState.New, cancellation)
            : 0;
        return waiting == 0 ? [] : [new WaitingWork("messages.waiting", waiting, IsAtLeast: false) { Path = "/messages" }];
    }
}
