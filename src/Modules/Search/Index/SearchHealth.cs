using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Concord.Search.Index;

/// <summary>Tells that the index is still being built; the pages can be read meanwhile.</summary>
internal sealed class SearchHealth(CurrentIndex open) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            open.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The search index is being built.")
        );
}
