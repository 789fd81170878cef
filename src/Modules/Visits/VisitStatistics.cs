using Concord.Foundation.Storage;
using Concord.Visits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Visits;

/// <summary>The counts, for the operator.</summary>
public sealed class VisitStatistics
{
    private readonly ConcordDb db;

    internal VisitStatistics(ConcordDb db) => this.db = db;

    /// <param name="from">First day, UTC.</param>
    /// <param name="to">Last day, UTC.</param>
    /// <returns>Pages opened by readers who agreed to be counted, most opened first.</returns>
    public Task<List<PageVisits>> ByPageAsync(DateOnly from, DateOnly to, CancellationToken cancellation) =>
        db.Set<VisitDay>()
            .Where(row => row.Day >= from && row.Day <= to)
            .GroupBy(row => row.Path)
            .Select(rows => new { Path = rows.Key, Count = rows.Sum(row => row.Count) })
            .OrderByDescending(row => row.Count)
            .ThenBy(row => row.Path)
            .Select(row => new PageVisits(row.Path, row.Count))
            .ToListAsync(cancellation);
}

public sealed record PageVisits(string Path, long Count);
