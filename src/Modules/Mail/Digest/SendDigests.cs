using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Mail.Sending;
using Microsoft.EntityFrameworkCore;

namespace Concord.Mail.Digest;

/// <summary>Sends the summaries of work that are due: each once a day, by whichever node comes first.</summary>
internal sealed class SendDigests(
    ConcordDb db,
    MailSender sender,
    DigestMessages messages,
    IPeopleNames people,
    IEnumerable<IWaitingWork> sources,
    TimeProvider time
)
{
    /// <returns>How many were sent.</returns>
    /// <exception cref="MailException">The server did not accept one; it is tried again for as long as the day lasts.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (!sender.IsConfigured)
        {
            return 0;
        }

        var digests = await db.Set<WorkDigest>()
            .AsNoTracking()
            .Where(digest => digest.ConfirmedAt != null && digest.Days != DigestDays.Never)
            .ToListAsync(cancellation);
        var (sent, failure) = (0, (MailException?)null);
        foreach (var digest in digests)
        {
            if (
                DigestSchedule.DueFor(digest, time.GetUtcNow()) is not { } day
                || !await ClaimAsync(digest, day, cancellation)
                || await people.RightsOfAsync(digest.AccountId, cancellation) is not { } person
            )
            {
                continue;
            }

            var work = new List<WaitingWork>();
            foreach (var source in sources)
            {
                work.AddRange(await source.OfAsync(person, cancellation));
            }

            if (work.Count == 0)
            {
                continue;
            }

            try
            {
                await sender.SendAsync(messages.Summary(digest, work), cancellation);
                sent++;
            }
            catch (MailException refused)
            {
                // Another address may be fine.
                failure = refused;
                await SetDoneAsync(digest, from: day, to: digest.DoneFor, cancellation);
            }
        }

        return failure is null ? sent : throw failure;
    }

    private async Task<bool> ClaimAsync(WorkDigest digest, DateOnly day, CancellationToken cancellation) =>
        await SetDoneAsync(digest, from: digest.DoneFor, to: day, cancellation) == 1;

    private Task<int> SetDoneAsync(WorkDigest digest, DateOnly? from, DateOnly? to, CancellationToken cancellation) =>
        db.Set<WorkDigest>()
            .Where(row => row.AccountId == digest.AccountId && row.DoneFor == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DoneFor, to), cancellation);
}
