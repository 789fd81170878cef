using System.Collections.Concurrent;
using System.Text;
using Concord.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Concord.Modules.Tests.Web;

public sealed class TelemetryTests : IDisposable
{
    private readonly SmallPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public async Task Telemetry_has_routes_and_times_and_nothing_of_readers()
    {
        var heard = new ConcurrentBag<(string Path, string Body)>();
        await using var collector = await StartCollectorAsync(heard);
        var settings = new Dictionary<string, string> { ["Concord:Telemetry:Endpoint"] = collector.Urls.Single() };
        await using (var site = new TestSite(pack.Path, settings: settings))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/en/search?q=secretword");
            request.Headers.UserAgent.ParseAdd("NamedBrowser/7.7");
            request.Headers.Add("traceparent", "00-aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb-cccccccccccccccc-01");
            request.Headers.Add("tracestate", "stranger=followed");
            request.Headers.Add("baggage", "reader=followed");
            await site.Client.SendAsync(request);
            await site.OpenAsync("/en/news/one");
        }

        var traces = heard.Where(part => part.Path == "/v1/traces").Select(part => part.Body).ToList();
        traces.ShouldContain(body => body.Contains("{lang:lang}/news/{slug}", StringComparison.Ordinal));
        traces.ShouldContain(body => body.Contains("{lang:lang}/search", StringComparison.Ordinal));
        heard.ShouldContain(part => part.Path == "/v1/metrics" && part.Body.Contains("http.server.request.duration"));
        heard.ShouldAllBe(part => !part.Body.Contains("secretword"));
        heard.ShouldAllBe(part => !part.Body.Contains("NamedBrowser"));
        heard.ShouldAllBe(part => !part.Body.Contains("client.address"));
        // A caller chooses neither the id nor the state of a trace.
        var callers = Encoding.Latin1.GetString(Convert.FromHexString("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb"));
        heard.ShouldAllBe(part => !part.Body.Contains(callers));
        heard.ShouldAllBe(part => !part.Body.Contains("followed"));
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_sent()
    {
        await using var site = new TestSite(pack.Path);

        site.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)).ShouldBeNull();
    }

    /// <summary>Receives OTLP over HTTP, as a collector does.</summary>
    private static async Task<WebApplication> StartCollectorAsync(ConcurrentBag<(string, string)> heard)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            heard.Add((http.Request.Path.Value!, Encoding.Latin1.GetString(body.ToArray())));
            http.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync();
        return app;
    }
}
