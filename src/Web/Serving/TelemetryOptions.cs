using Concord.Foundation;

namespace Concord.Web.Serving;

/// <summary>Where traces and metrics are sent: <c>Concord:Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Concord:Telemetry";

    /// <summary>A collector (OTLP over HTTP), such as <c>http://localhost:4318</c>; empty sends nothing.</summary>
    [HttpAddress]
    public string? Endpoint { get; set; }
}
