using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Concord.TestKit;

/// <summary>A real nginx with the configuration in <c>deploy/nginx.conf</c>, on loopback ports of its own.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private const string Host = "concord.example.org";
    private readonly TemporaryFolder folder = new();
    private readonly Process process;
    private readonly Task<string> log;

    private NginxServer(string configuration, Uri site)
    {
        (PlainPort, TlsPort) = (LocalServer.FreePort(), LocalServer.FreePort());
        var certificate = WriteCertificate();
        var server = File.ReadAllText(configuration)
            .Replace("/var/cache/nginx/concord", Path("cache"), StringComparison.Ordinal)
            .Replace("/var/log/nginx/concord.log", Path("concord.log"), StringComparison.Ordinal)
            .Replace("/etc/ssl/concord", folder.Path, StringComparison.Ordinal)
            .Replace("127.0.0.1:5080", site.Authority, StringComparison.Ordinal)
            .Replace("listen 80;", Listen(PlainPort), StringComparison.Ordinal)
            .Replace("listen 443 ssl http2;", Listen(TlsPort, " ssl http2"), StringComparison.Ordinal)
            .Replace("listen [::]:80;", "", StringComparison.Ordinal)
            .Replace("listen [::]:443 ssl http2;", "", StringComparison.Ordinal);
        folder.Write("concord.conf", server);
        folder.Write(
            "nginx.conf",
            $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            pid {{Path("nginx.pid")}};
            error_log stderr warn;
            worker_processes 1;
            events {}
            http {
                client_body_temp_path {{Path("body")}};
                proxy_temp_path {{Path("proxy")}};
                fastcgi_temp_path {{Path("fastcgi")}};
                uwsgi_temp_path {{Path("uwsgi")}};
                scgi_temp_path {{Path("scgi")}};
                include {{Path("concord.conf")}};
            }
            """
        );
        process = Process.Start(
            new ProcessStartInfo(Program, ["-p", folder.Path, "-c", Path("nginx.conf")])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            }
        )!;
        log = process.StandardError.ReadToEndAsync();
        Client = ClientOf(TlsPort, "https", certificate);
        PlainClient = ClientOf(PlainPort, "http", certificate);
    }

    /// <summary>Sends every request to this server over TLS; follows and decompresses nothing.</summary>
    public HttpClient Client { get; }

    /// <summary>As <see cref="Client"/>, without TLS.</summary>
    public HttpClient PlainClient { get; }

    /// <summary>What it wrote to the log that the configuration names.</summary>
    public string Log => File.ReadAllText(Path("concord.log"));

    private int PlainPort { get; }

    private int TlsPort { get; }

    /// <returns>Null where nginx is not installed.</returns>
    public static async Task<NginxServer?> StartAsync(string configuration, Uri site)
    {
        if (!File.Exists(Program))
        {
            return null;
        }

        var server = new NginxServer(configuration, site);
        await server.WaitAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        PlainClient.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static string Listen(int port, string further = "") =>
        string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port}{further};");

    private static HttpClient ClientOf(int port, string scheme, string certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == certificate;
        return new HttpClient(handler) { BaseAddress = new Uri($"{scheme}://{Host}") };
    }

    private string Path(string name) => System.IO.Path.Combine(folder.Path, name);

    /// <returns>The hash of the certificate, the only one that the clients trust.</returns>
    private string WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(1)
        );
        folder.Write("fullchain.pem", certificate.ExportCertificatePem());
        folder.Write("privkey.pem", key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString();
    }

    private async Task WaitAsync()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"nginx did not start: {await log}");
            }

            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, TlsPort);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("nginx did not answer within ten seconds.");
    }
}
