using System.Globalization;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Concord.Newsroom.Jobs;

/// <summary>Tells whoever watches the site that a release is late. The site goes on serving, so it counts as degraded.</summary>
internal sealed class ReleaseHealth(IServiceScopeFactory scopes, TimeProvider time) : IHealthCheck
{
    /// <summary>A release that waits longer after it was due is late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public static IQueryable<ReleaseSet> Overdue(ConcordDb db, DateTime now)
    {
        var latest = now - Late;
        return db.Set<ReleaseSet>().Where(set => set.ExecutedAt == null && set.CancelledAt == null && set.DueAt < latest);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var due = await Overdue(db, time.GetUtcNow().UtcDateTime).MinAsync(set => (DateTime?)set.DueAt, cancellationToken);
        return due is { } at
            ? HealthCheckResult.Degraded(
                string.Create(CultureInfo.InvariantCulture, $"a release that was due at {at:yyyy-MM-dd HH:mm} UTC is late")
            )
            : HealthCheckResult.Healthy();
    }
}
