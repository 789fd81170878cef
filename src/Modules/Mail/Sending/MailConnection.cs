using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Concord.Mail.Sending;

/// <summary>A connection to the mail server, for one message after the other.</summary>
public sealed class MailConnection : IAsyncDisposable
{
    private readonly SmtpClient client;
    private readonly MessageWriter writer;

    private MailConnection(SmtpClient client, MessageWriter writer) => (this.client, this.writer) = (client, writer);

    /// <summary>False once the server or a failure ended it.</summary>
    public bool IsOpen => client.IsConnected;

    /// <summary>
    /// Sends a message. It is not interrupted, because a message that is broken off may have been accepted; the time limit of
    /// the settings holds for every answer of the server.
    /// </summary>
    /// <param name="beforeContent">
    /// Called once, before the server is given the end of the content: until then it cannot accept the message. Where it throws,
    /// nothing is sent, and the connection is closed.
    /// </param>
    /// <exception cref="MailException">The message was not accepted.</exception>
    public async Task SendAsync(OutgoingMail mail, Action? beforeContent = null)
    {
        using var message = writer.Write(mail);
        var content = new ContentBegins(beforeContent);
        var envelope = MailboxAddress.Parse(mail.BounceAddress ?? message.From.Mailboxes.First().Address);
        try
        {
            await client.SendAsync(
                FormatOptions.Default,
                message,
                envelope,
                message.To.Mailboxes,
                CancellationToken.None,
                content
            );
        }
        catch (Exception failure) when (MailException.Covers(failure, CancellationToken.None))
        {
            throw MailException.Of(failure, content.HasBegun);
        }
        catch
        {
            // In the middle of a message: without its end the server accepts nothing.
            client.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            // What was accepted stays so, whatever the server says to the end of the connection.
            await client.DisconnectAsync(quit: true, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        client.Dispose();
    }

    /// <exception cref="MailException">The server cannot be reached, or does not take the sign-in.</exception>
    internal static async Task<MailConnection> OpenAsync(
        MailOptions options,
        MessageWriter writer,
        CancellationToken cancellation
    )
    {
        var client = new SmtpClient { Timeout = options.TimeoutSeconds * 1000 };
        // Short writes that wait for an answer: without it each message takes two pauses of 40 ms.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(client.Timeout);
            await socket.ConnectAsync(options.Host, options.Port, limit.Token);
            await client.ConnectAsync(socket, options.Host, options.Port, options.SocketOptions, cancellation);
            if (options.User.Length > 0)
            {
                await client.AuthenticateAsync(options.User, options.Password, cancellation);
            }

            // In parts with a size (BDAT) the server knows the end before it has it.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            return new MailConnection(client, writer);
        }
        catch (Exception failure)
        {
            client.Dispose();
            socket.Dispose();
            if (MailException.Covers(failure, cancellation))
            {
                throw MailException.Of(failure, isContentSent: false);
            }

            throw;
        }
    }

    private sealed class ContentBegins(Action? before) : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

        public void Report(long bytesTransferred)
        {
            if (!HasBegun)
            {
                before?.Invoke();
                HasBegun = true;
            }
        }
    }
}
