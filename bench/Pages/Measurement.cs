using System.Globalization;
using System.Text.Json;
using Concord.Foundation.Storage;

namespace Concord.Bench.Pages;

/// <summary>
/// Requests per second of a page of the site, of bare Kestrel with the same bytes, of nginx with the same file, and of the
/// site behind nginx with the configuration in <c>deploy/</c>: one after the other, several rounds. Servers and load
/// generator have a core each.
/// </summary>
internal static class Measurement
{
    public const int Rounds = 5;
    public static readonly string[] Pages = ["/en", "/ar", "/en/news/one-year-after-baghouz"];

    public static async Task<int> RunAsync(int seconds)
    {
        foreach (var program in (string[])["wrk", "nginx", "taskset"])
        {
            if (!File.Exists($"/usr/bin/{program}") && !File.Exists($"/usr/sbin/{program}"))
            {
                await Console.Error.WriteLineAsync($"{program} is not installed: apt-get install wrk nginx-light util-linux");
                return 1;
            }
        }

        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/site");
            foreach (var page in Pages)
            {
                await MeasureAsync(folder, page, seconds);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string folder, string page, int seconds)
    {
        using var site = Server.Start(
            "0",
            $"{folder}/site/Concord.Web",
            "--urls http://127.0.0.1:5181",
            ("Concord__DataDirectory", $"{folder}/data")
        );
        var recorded = await WebLoad.RecordAsync(new Uri($"http://127.0.0.1:5181{page}"));
        await File.WriteAllTextAsync($"{folder}/recorded.json", JsonSerializer.Serialize(recorded));
        using var bare = Server.Start("0", Environment.ProcessPath!, $"bare http://127.0.0.1:5182 {folder}/recorded.json");
        await WriteNginxAsync(folder, recorded);
        using var nginx = Server.Start("0", "/usr/sbin/nginx", $"-p {folder}/nginx -c {folder}/nginx/nginx.conf -e /dev/null");
        var addresses = new[]
        {
            ("site", 5181, page),
            ("Kestrel", 5182, "/"),
            ("nginx", 5183, "/page"),
            ("nginx with open files", 5186, "/page"),
            ("site behind nginx", 5184, page),
        };
        foreach (var (_, port, path) in addresses)
        {
            // Tiered compilation goes on while the program runs; the steady state is measured.
            await WebLoad.RecordAsync(new Uri($"http://127.0.0.1:{port}{path}"));
            await WebLoad.MeasureAsync($"http://127.0.0.1:{port}{path}", recorded.Body.Length, 4 * seconds);
        }

        var rates = addresses.ToDictionary(address => address.Item1, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, port, path) in addresses)
            {
                var address = $"http://127.0.0.1:{port}{path}";
                rates[name].Add(await WebLoad.MeasureAsync(address, recorded.Body.Length, seconds));
            }
        }

        Report(page, recorded.Body.Length, rates);
    }

    private static void Report(string page, int bytes, Dictionary<string, List<double>> rates)
    {
        var median = rates.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(Rounds / 2));
        var (kestrel, nginx) = (median["Kestrel"], median["nginx"]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page} ({bytes} bytes):"));
        foreach (var (name, rate) in median)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {name}: {rate:F0}/s, {rate / kestrel:F2} of Kestrel, {rate / nginx:F2} of nginx"
                )
            );
        }
    }

    private static async Task WriteNginxAsync(string folder, Recorded recorded)
    {
        Directory.CreateDirectory($"{folder}/nginx");
        await File.WriteAllBytesAsync($"{folder}/nginx/page", recorded.Body);
        var headers = recorded
            .Headers.Where(header => header.Key is not ("Content-Type" or "ETag"))
            .Select(header => $"add_header {header.Key} \"{header.Value.Replace("\"", "\\\"", StringComparison.Ordinal)}\";");
        await File.WriteAllTextAsync(
            $"{folder}/nginx/nginx.conf",
            $$"""
            user root; daemon off; worker_processes 1; pid {{folder}}/nginx/pid; error_log /dev/null;
            events { worker_connections 256; }
            http {
              access_log off; keepalive_requests 10000000; sendfile on; tcp_nopush on;
              types { } default_type "text/html; charset=utf-8";
              {{string.Join(' ', headers)}}
              server { listen 127.0.0.1:5183; root {{folder}}/nginx; }
              server { listen 127.0.0.1:5186; root {{folder}}/nginx; open_file_cache max=10 inactive=1h; }
              include {{folder}}/nginx/concord.conf;
            }
            """
        );
        // The delivered configuration without TLS, as the others have none.
        var lines = (await File.ReadAllLinesAsync(Path.Combine(HomeDirectory.Path, "deploy", "nginx.conf"))).Where(line =>
            !line.Contains("ssl_", StringComparison.Ordinal) && !line.Contains("[::]", StringComparison.Ordinal)
        );
        await File.WriteAllTextAsync(
            $"{folder}/nginx/concord.conf",
            string.Join('\n', lines)
                .Replace("listen 443 ssl http2;", "listen 127.0.0.1:5184;", StringComparison.Ordinal)
                .Replace("listen 80;", "listen 127.0.0.1:5185;", StringComparison.Ordinal)
                .Replace("127.0.0.1:5080", "127.0.0.1:5181", StringComparison.Ordinal)
                .Replace("/var/cache/nginx/concord", $"{folder}/nginx/cache", StringComparison.Ordinal)
                .Replace("/var/log/nginx/concord.log", "/dev/null", StringComparison.Ordinal)
        );
    }
}
