using System.Net;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;

namespace Concord.Modules.Tests.Wall;

/// <summary>A client that may use loopback, and requests to servers there.</summary>
internal static class SourceServer
{
    public static OutboundHttpClient Client() =>
        new(new OutboundHttpOptions { PublicNetworks = ["127.0.0.0/8"], AnyPort = true }, TimeProvider.System);

    public static SourceRequest At(LocalServer server, string path, SyncCursor? mark = null) =>
        new(new Uri(server.Address, path)) { Cursor = mark ?? SyncCursor.None };
}
