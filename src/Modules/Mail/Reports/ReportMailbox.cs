using Concord.Mail.Sending;
using MailKit.Net.Pop3;

namespace Concord.Mail.Reports;

/// <summary>The mailbox into which other servers send reports, read by POP3.</summary>
public sealed class ReportMailbox
{
    private const int MaxMessages = 1_000;

    private readonly MailOptions options;

    /// <summary>Messages that are no reports of ours; they are left in the mailbox and not read again by this process.</summary>
    private readonly HashSet<string> left = [];

    internal ReportMailbox(MailOptions options) => this.options = options;

    public bool IsConfigured => options.Reports.Host.Length > 0;

    public TimeSpan Every => TimeSpan.FromSeconds(options.Reports.CheckSeconds);

    /// <summary>Reads what is new. A message that was used is deleted when all were read; any other is left.</summary>
    /// <param name="use">Uses a report; false where it is not about a message of this site.</param>
    /// <returns>How many reports were used.</returns>
    /// <exception cref="MailException">The mailbox cannot be opened, or the connection broke.</exception>
    public async Task<int> ReadAsync(Func<MailReport, Task<bool>> use, CancellationToken cancellation)
    {
        using var client = new Pop3Client { Timeout = options.TimeoutSeconds * 1000 };
        try
        {
            await client.ConnectAsync(options.Reports.Host, options.Reports.Port, options.Reports.SocketOptions, cancellation);
            await client.AuthenticateAsync(options.Reports.User, options.Reports.Password, cancellation);
            var used = await ReadAsync(client, use, cancellation);
            // Only a proper end of the connection deletes.
            await client.DisconnectAsync(quit: true, cancellation);
            return used;
        }
        catch (Exception failure) when (MailException.Covers(failure, cancellation))
        {
            throw MailException.Of(failure, isContentSent: false);
        }
    }

    private async Task<int> ReadAsync(Pop3Client client, Func<MailReport, Task<bool>> use, CancellationToken cancellation)
    {
        var names = await client.GetMessageUidsAsync(cancellation);
        var sizes = await client.GetMessageSizesAsync(cancellation);
        left.IntersectWith(names);
        var used = 0;
        for (var place = 0; place < names.Count && used < MaxMessages; place++)
        {
            if (left.Contains(names[place]))
            {
                continue;
            }

            if (sizes[place] <= ReadReport.MaxLength && await UseAsync(client, place, use, cancellation))
            {
                await client.DeleteMessageAsync(place, cancellation);
                used++;
            }
            else
            {
                left.Add(names[place]);
            }
        }

        return used;
    }

    private static async Task<bool> UseAsync(
        Pop3Client client,
        int place,
        Func<MailReport, Task<bool>> use,
        CancellationToken cancellation
    )
    {
        try
        {
            await using var content = await client.GetStreamAsync(place, headersOnly: false, cancellation);
            return await use(await ReadReport.FromAsync(content, cancellation));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
