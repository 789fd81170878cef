using System.Security.Cryptography;
using System.Text;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Concord.Contact.Messages;

/// <summary>Keeps messages as long as they serve the reader who wrote them.</summary>
internal sealed class MessageStore(ConcordDb db, IDataProtectionProvider protection, ContactOptions options, TimeProvider time)
{
    public const int PageSize = 50;

    private readonly IDataProtector addresses = protection.CreateProtector("Concord.Contact.Address");

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>False where all readers together sent too many within the hour.</returns>
    public async Task<bool> AddAsync(NewMessage message, CancellationToken cancellation)
    {
        var hour = Now.AddHours(-1);
        var digest = DigestOf(message);
        var recent = db.Set<ContactMessage>().Where(row => row.ReceivedAt > hour);
        if (await recent.AnyAsync(row => row.Digest == digest, cancellation))
        {
            return true;
        }

        if (await recent.CountAsync(cancellation) >= options.PerHour)
        {
            return false;
        }

        db.Add(
            new ContactMessage
            {
                Id = Guid.CreateVersion7(),
                Topic = message.Topic,
                Language = message.Language,
                Text = message.Text,
                About = message.About,
                Address = message.Address is { } address ? addresses.Protect(address) : null,
                ReceivedAt = Now,
                State = MessageState.New,
                Digest = digest,
            }
        );
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Newest first; those that are not closed before those that are.</summary>
    public async Task<(Paging Paging, IReadOnlyList<ContactMessage> Messages)> ListAsync(
        MessageState? state,
        MessageTopic? topic,
        int page,
        CancellationToken cancellation
    )
    {
        var messages = db.Set<ContactMessage>().AsNoTracking();
        messages = state is { } one ? messages.Where(row => row.State == one) : messages;
        messages = topic is { } other ? messages.Where(row => row.Topic == other) : messages;
        var paging = new Paging(page, PageSize, await messages.CountAsync(cancellation));
        var shown = messages
            .OrderBy(row => row.State == MessageState.Closed)
            .ThenByDescending(row => row.ReceivedAt)
            .Skip(paging.Skip)
            .Take(PageSize);
        return (paging, await shown.ToListAsync(cancellation));
    }

    public Task<ContactMessage?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<ContactMessage>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);

    /// <returns>The address in clear; null where there is none, or the keys of the site are not those it was encrypted with.</returns>
    public string? AddressOf(ContactMessage message)
    {
        try
        {
            return message.Address is { } address ? addresses.Unprotect(address) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Changes the state and the note of a message. A closed message has no address any more.</summary>
    /// <param name="version">Of what the person saw.</param>
    /// <returns>False where somebody else changed it since.</returns>
    public async Task<bool> ChangeAsync(
        Guid id,
        MessageState state,
        string? note,
        int version,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var message = await db.Set<ContactMessage>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (message is null || message.Version != version)
        {
            return false;
        }

        if (message.State != state)
        {
            db.Record(new MessageStateChanged(message.State, state) { Actor = actor, Subject = $"message:{id:N}" });
        }

        (message.State, message.Note) = (state, note);
        message.ClosedAt = state == MessageState.Closed ? message.ClosedAt ?? Now : null;
        message.Address = state == MessageState.Closed ? null : message.Address;
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Discard();
            return false;
        }
    }

    public async Task DeleteAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        if (await db.Set<ContactMessage>().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } message)
        {
            return;
        }

        db.Remove(message);
        db.Record(new MessageDeleted(message.Topic) { Actor = actor, Subject = $"message:{id:N}" });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Deletes messages that were closed long enough ago, and those that nobody closed within a year.</summary>
    public async Task<int> DeleteOldAsync(CancellationToken cancellation)
    {
        var (closed, forgotten) = (Now.AddDays(-options.KeepDays), Now.AddYears(-1));
        return await db.Set<ContactMessage>()
            .Where(row => row.ClosedAt < closed || row.ReceivedAt < forgotten)
            .ExecuteDeleteAsync(cancellation);
    }

    private static string DigestOf(NewMessage message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Topic}\n{message.About}\n{message.Text}")))[
            ..32
        ];
}

/// <summary>A message as a reader sends it, within the limits.</summary>
internal sealed record NewMessage(MessageTopic Topic, string Language, string Text, string? About, string? Address);
