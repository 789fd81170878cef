using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Concord.TestKit;

/// <summary>Another party's server, on its own loopback port; it answers as the test defines, over real HTTP.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication server;

    private LocalServer(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.First());

    /// <summary>The requests in order: method, path and query.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<LocalServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseKestrel(options => options.AddServerHeader = false);
        var server = new LocalServer(builder.Build());
        server.server.Run(http =>
        {
            server.Asked.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
            return answer(http);
        });
        await server.server.StartAsync();
        return server;
    }

    /// <summary>A loopback port that nobody listens on now, for a server of another program.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
