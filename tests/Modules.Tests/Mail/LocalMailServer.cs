using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Concord.Modules.Tests.Mail;

/// <summary>A mail server that speaks SMTP on a port of its own and keeps what it was sent.</summary>
internal sealed class LocalMailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Inbox inbox = new();
    private readonly Task running;

    public LocalMailServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var services = new ServiceProvider();
        services.Add((IMessageStore)inbox);
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AllowUnsecureAuthentication())
            .Build();
        running = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
    }

    public int Port { get; }

    /// <summary>Whether messages are refused for the time being (450).</summary>
    public bool IsRefusing
    {
        set => inbox.IsRefusing = value;
    }

    public IReadOnlyList<MimeMessage> Messages
    {
        get
        {
            lock (inbox)
            {
                return [.. inbox.Messages];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private sealed class Inbox : MessageStore
    {
        public List<MimeMessage> Messages { get; } = [];

        public bool IsRefusing { get; set; }

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            if (IsRefusing)
            {
                return SmtpResponse.MailboxUnavailable;
            }

            using var bytes = new MemoryStream(buffer.ToArray());
            var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
            lock (this)
            {
                Messages.Add(message);
            }

            return SmtpResponse.Ok;
        }
    }
}
