using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Concord.Modules.Tests.Newsletters;

/// <summary>A mailbox that speaks POP3 (RFC 1939) on a port of its own: one visitor at a time, deleting at a proper end.</summary>
internal sealed class LocalMailbox : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task running;

    public LocalMailbox()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        running = RunAsync();
    }

    public int Port { get; }

    /// <summary>Messages by their unique names.</summary>
    public Dictionary<string, byte[]> Messages { get; } = [];

    /// <summary>How often a message was fetched.</summary>
    public int Fetched { get; private set; }

    /// <summary>Ends the connection at the command QUIT.</summary>
    public bool BreaksAtEnd { get; set; }

    /// <summary>As a server that is away.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
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
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var deleted = new HashSet<string>();
        var names = Messages.Keys.ToList();
        await SayAsync(stream, "+OK ready\r\n");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var words = line.Split(' ');
            if (words[0] == "QUIT")
            {
                if (BreaksAtEnd)
                {
                    return;
                }

                foreach (var name in deleted)
                {
                    Messages.Remove(name);
                }

                await SayAsync(stream, "+OK bye\r\n");
                return;
            }

            if (words[0] == "DELE")
            {
                deleted.Add(names[int.Parse(words[1], null) - 1]);
            }

            await SayAsync(stream, Answer(words, names));
        }
    }

    private string Answer(string[] words, List<string> names)
    {
        switch (words[0])
        {
            case "CAPA":
                return "+OK\r\nUIDL\r\nUSER\r\nTOP\r\n.\r\n";
            case "USER" or "DELE" or "NOOP":
                return "+OK\r\n";
            case "PASS":
                return words[1] == "secret" ? "+OK\r\n" : "-ERR wrong\r\n";
            case "STAT":
                return $"+OK {names.Count} {names.Sum(name => Messages[name].Length)}\r\n";
            case "LIST" when words.Length == 1:
                return $"+OK\r\n{string.Concat(names.Select((name, place) => $"{place + 1} {Messages[name].Length}\r\n"))}.\r\n";
            case "UIDL" when words.Length == 1:
                return $"+OK\r\n{string.Concat(names.Select((name, place) => $"{place + 1} {name}\r\n"))}.\r\n";
            case "RETR":
                Fetched++;
                var text = Encoding.Latin1.GetString(Messages[names[int.Parse(words[1], null) - 1]]);
                var stuffed = string.Join(
                    "\r\n",
                    text.ReplaceLineEndings("\n").Split('\n').Select(line => line.StartsWith('.') ? $".{line}" : line)
                );
                return $"+OK\r\n{stuffed}\r\n.\r\n";
            default:
                return "-ERR what\r\n";
        }
    }

    private Task SayAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop.Token).AsTask();
}
