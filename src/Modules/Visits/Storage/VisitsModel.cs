using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Visits.Storage;

internal sealed class VisitsModel : IModelPart
{
    public string Name => "visits";

    public void Configure(ModelBuilder model) =>
        model.Entity<VisitDay>(day =>
        {
            day.ToTable("visits_days");
            day.IsOperational();
            day.HasKey(row => new { row.Day, row.Path });
            day.Property(row => row.Path).HasMaxLength(VisitPath.MaxLetters);
        });
}

/// <summary>How often a page was opened on a day by readers who agreed to be counted.</summary>
internal sealed class VisitDay
{
    /// <summary>UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>From the first slash, with its language.</summary>
    public required string Path { get; init; }

    public required long Count { get; init; }
}
