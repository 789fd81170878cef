using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Concord.Web.Serving;

/// <summary>
/// Traces and metrics by OpenTelemetry, sent only where <c>Concord:Telemetry:Endpoint</c> names a collector (OTLP over HTTP).
/// Addresses and search terms, which could identify a reader, are removed before export.
/// </summary>
internal static class Telemetry
{
    private static readonly string[] OfReaders =
    [
        "client.address",
        "client.port",
        "network.peer.address",
        "network.peer.port",
        "user_agent.original",
        "url.query",
        "url.full",
    ];

    public static void AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        // An endpoint that is no address ends the start; there is nothing to send to.
        if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var collector))
        {
            return;
        }

        // The default takes trace ids and baggage from whoever calls.
        Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator([]));
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("concord"))
            .WithTracing(tracing =>
                tracing
                    .AddAspNetCoreInstrumentation(options => options.EnrichWithHttpResponse = (activity, _) => Forget(activity))
                    .AddOtlpExporter(options => SendTo(options, collector, "v1/traces"))
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "Microsoft.EntityFrameworkCore",
                        "Concord.Journal",
                        "Concord.Wall",
                        "Npgsql",
                        "System.Runtime"
                    )
                    .AddOtlpExporter(options => SendTo(options, collector, "v1/metrics"))
            );
    }

    private static void SendTo(OtlpExporterOptions options, Uri collector, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{collector.ToString().TrimEnd('/')}/{path}");
    }

    private static void Forget(Activity activity)
    {
        foreach (var tag in OfReaders)
        {
            activity.SetTag(tag, null);
        }
    }
}
