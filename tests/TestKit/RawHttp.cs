using System.Net.Sockets;
using System.Text;

namespace Concord.TestKit;

/// <summary>HTTP/1.1 as a hostile client may send it: byte for byte, without corrections.</summary>
public static class RawHttp
{
    /// <param name="request">The whole request; characters up to U+00FF stand for bytes.</param>
    /// <returns>Status, head and body as far as they were received; status 0 where the connection was closed without
    /// one.</returns>
    public static async Task<(int Status, string Answer)> SendAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // The server may close before it has read everything; what it sent before counts.
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), null) : 0, text);
    }

    /// <summary>A request that asks for the connection to be closed afterwards.</summary>
    public static string Request(string method, string target, params IEnumerable<string> headers) =>
        $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n";
}
