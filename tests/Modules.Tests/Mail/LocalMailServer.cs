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

    /// <summary>The answer to a message; null accepts it.</summary>
    public Func<MimeMessage, SmtpResponse?> Answer
    {
        set => inbox.Answer = value;
    }

    /// <summary>The senders of the envelopes, in the order of the messages.</summary>
    public IReadOnlyList<string> Envelopes
    {
        get
        {
            lock (inbox)
            {
                return [.. inbox.Envelopes];
            }
        }
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

    /// <summary>As a server that is away; its port is free.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private sealed class Inbox : MessageStore
    {
        public List<MimeMessage> Messages { get; } = [];

        public List<string> Envelopes { get; } = [];

        public bool IsRefusing { get; set; }

        public Func<MimeMessage, SmtpResponse?> Answer { get; set; } = _ => null;

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
            if (Answer(message) is { } answer)
            {
                return answer;
            }

            lock (this)
            {
                Messages.Add(message);
                Envelopes.Add($"{transaction.From.User}@{transaction.From.Host}");
            }

            return SmtpResponse.Ok;
        }
    }
}
