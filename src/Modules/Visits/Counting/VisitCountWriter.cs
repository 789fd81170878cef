using Concord.Foundation.Storage;
using Concord.Visits.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Visits.Counting;

/// <summary>Writes the counts every minute and at the end; while the database is down they are kept in memory.</summary>
internal sealed partial class VisitCountWriter(
    IServiceScopeFactory scopes,
    VisitCounter visits,
    VisitsOptions settings,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<VisitCountWriter> log
) : BackgroundService
{
    /// <summary>More than any archive is read in a day.</summary>
    internal const int MaxPagesOfDay = 20_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private bool isFailing;

    /// <summary>Adds the counts to those in the database, whichever node wrote them.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        var counted = visits.Take();
        if (counted.Count == 0)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var full = await FullDaysAsync(db, counted.Keys.Select(visit => visit.Day).Distinct(), cancellation);
            // In one order on every node, so that two nodes that write at once cannot deadlock.
            foreach (var ((day, path), count) in counted.OrderBy(visit => visit.Key))
            {
                if (
                    full.Contains(day)
                    && !await db.Set<VisitDay>().AnyAsync(row => row.Day == day && row.Path == path, cancellation)
                )
                {
                    continue;
                }

                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO visits_days (day, path, count) VALUES ({day}, {path}, {count})
                    ON CONFLICT (day, path) DO UPDATE SET count = visits_days.count + excluded.count
                    """,
                    cancellation
                );
            }

            await transaction.CommitAsync(cancellation);
        }
        catch
        {
            foreach (var ((day, path), count) in counted)
            {
                visits.Count(day, path, count);
            }

            throw;
        }
    }

    /// <summary>Anybody can post made-up addresses: from so many on only those that are counted already are.</summary>
    private static async Task<HashSet<DateOnly>> FullDaysAsync(
        ConcordDb db,
        IEnumerable<DateOnly> days,
        CancellationToken cancellation
    )
    {
        var full = new HashSet<DateOnly>();
        foreach (var day in days)
        {
            if (await db.Set<VisitDay>().CountAsync(row => row.Day == day, cancellation) >= MaxPagesOfDay)
            {
                full.Add(day);
            }
        }

        return full;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.Counted && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                // Once more at the end, not cancelled by it.
                await WriteAsync(default);
                isFailing = false;
            }
            catch (Exception failure)
            {
                if (!database.LogOutage(failure) && !isFailing)
                {
                    isFailing = true;
                    CannotWrite(log, failure);
                }
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The counts of visits cannot be saved at the moment; they are kept in memory.")]
    private static partial void CannotWrite(ILogger log, Exception failure);
}
