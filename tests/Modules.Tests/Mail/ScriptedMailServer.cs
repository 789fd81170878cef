using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Concord.Modules.Tests.Mail;

/// <summary>A mail server that answers as it is told, or ends the connection.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener;
    private readonly string afterMail;
    private readonly string? afterContent;
    private readonly Task running;

    public ScriptedMailServer(int port, string afterMail = "250 OK\r\n", string? afterContent = "250 OK\r\n")
    {
        (this.afterMail, this.afterContent) = (afterMail, afterContent);
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        running = RunAsync();
    }

    /// <summary>How often the whole content arrived.</summary>
    public int Contents { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            await TalkAsync(client.GetStream());
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Task SayAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop.Token).AsTask();
        await SayAsync("220 localhost\r\n");
        var inContent = false;
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            if (inContent && line != ".")
            {
                continue;
            }

            if (inContent)
            {
                Contents++;
                inContent = false;
                if (afterContent is null)
                {
                    return;
                }
            }

            inContent = line == "DATA";
            await SayAsync(
                line.Split(' ')[0] switch
                {
                    "." => afterContent!,
                    "MAIL" => afterMail,
                    "DATA" => "354 Go on\r\n",
                    "QUIT" => "221 Bye\r\n",
                    _ => "250 OK\r\n",
                }
            );
        }
    }
}
