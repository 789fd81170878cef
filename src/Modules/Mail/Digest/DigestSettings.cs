using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Mail.Sending;
using Microsoft.EntityFrameworkCore;

namespace Concord.Mail.Digest;

/// <summary>A person's choice to be told of work by mail.</summary>
internal sealed class DigestSettings(
    ConcordDb db,
    MailSender sender,
    DigestMessages messages,
    DigestLinks links,
    TimeProvider time
)
{
    /// <summary>The link to confirm an address is not sent again before.</summary>
    private static readonly TimeSpan LinkPause = TimeSpan.FromMinutes(2);

    public bool IsAvailable => sender.IsConfigured;

    /// <returns>Null where the person chose nothing yet.</returns>
    public Task<WorkDigest?> FindAsync(Guid account, CancellationToken cancellation) =>
        db.Set<WorkDigest>().AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account, cancellation);

    /// <summary>Saves the choice; a new address is sent a link, and nothing else before it was confirmed.</summary>
    public async Task<DigestResult> SaveAsync(Guid account, DigestChoice choice, CancellationToken cancellation)
    {
        var address = MailAddressRule.Read(choice.Address) ?? "";
        if (choice.Days != DigestDays.Never && address.Length == 0)
        {
            return DigestResult.InvalidAddress;
        }

        if (
            !Enum.IsDefined(choice.Days)
            || choice.Hour is < 0 or > 23
            || !TimeZoneInfo.TryFindSystemTimeZoneById(choice.Zone, out _)
        )
        {
            return DigestResult.InvalidTime;
        }

        var row = await db.Set<WorkDigest>().SingleOrDefaultAsync(own => own.AccountId == account, cancellation);
        if (row is null)
        {
            row = new WorkDigest
            {
                AccountId = account,
                Address = address,
                Days = choice.Days,
                Hour = choice.Hour,
                Zone = choice.Zone,
                Language = choice.Language,
            };
            db.Add(row);
        }

        if (row.Address != address)
        {
            (row.Address, row.ConfirmedAt) = (address, null);
        }

        (row.Days, row.Hour, row.Zone, row.Language) = (choice.Days, choice.Hour, choice.Zone, choice.Language);
        row.DoneFor = DigestSchedule.AlreadyPast(row.Zone, row.Hour, time.GetUtcNow());
        var now = time.GetUtcNow().UtcDateTime;
        var needsLink = row.Days != DigestDays.Never && row.ConfirmedAt is null;
        if (!needsLink || row.LinkSentAt > now - LinkPause)
        {
            await db.SaveChangesAsync(cancellation);
            return needsLink ? DigestResult.LinkSentBefore : DigestResult.Saved;
        }

        row.LinkSentAt = now;
        await db.SaveChangesAsync(cancellation);
        try
        {
            await sender.SendAsync(messages.Confirmation(row), cancellation);
            return DigestResult.LinkSent;
        }
        catch (MailException)
        {
            row.LinkSentAt = null;
            await db.SaveChangesAsync(cancellation);
            return DigestResult.LinkNotSent;
        }
    }

    /// <returns>False where the link is void, or the person chose another address since.</returns>
    public async Task<bool> ConfirmAsync(string token, CancellationToken cancellation)
    {
        if (links.ReadConfirm(token) is not var (account, address))
        {
            return false;
        }

        var now = time.GetUtcNow().UtcDateTime;
        return await db.Set<WorkDigest>()
                .Where(row => row.AccountId == account && row.Address == address)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedAt, row => row.ConfirmedAt ?? now), cancellation)
            > 0;
    }

    /// <returns>False where the link is void.</returns>
    public async Task<bool> StopAsync(string token, CancellationToken cancellation)
    {
        if (links.ReadStop(token) is not { } account)
        {
            return false;
        }

        await db.Set<WorkDigest>()
            .Where(row => row.AccountId == account)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Days, DigestDays.Never), cancellation);
        return true;
    }
}

/// <param name="Language">Code of the language.</param>
internal sealed record DigestChoice(DigestDays Days, string Address, int Hour, string Zone, string Language);

internal enum DigestResult
{
    Saved,
    LinkSent,

    /// <summary>A link was sent a moment ago.</summary>
    LinkSentBefore,

    /// <summary>The mail server did not accept the link.</summary>
    LinkNotSent,
    InvalidAddress,
    InvalidTime,
}
