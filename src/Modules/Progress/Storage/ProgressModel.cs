using Concord.Foundation.Storage;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Storage;

internal sealed class ProgressModel : IModelPart
{
    /// <summary>A name in each language, of characters that JSON escapes.</summary>
    private const int MaxNames = 20_000;

    public string Name => "progress";

    public void Configure(ModelBuilder model)
    {
        model.Entity<Event>(row =>
        {
            row.ToTable("progress_events");
            row.IsAudited();
            row.HasKey(entity => entity.Slug);
            row.HasMany(entity => entity.Texts).WithOne().HasForeignKey(text => text.Event);
            row.HasMany(entity => entity.Competing).WithOne().HasForeignKey(date => date.Event);
        });
        model.Entity<EventText>(row =>
        {
            row.ToTable("progress_event_texts");
            row.IsAudited();
            row.HasKey(entity => new { entity.Event, entity.Language });
        });
        model.Entity<CompetingDate>(row =>
        {
            row.ToTable("progress_competing_dates");
            row.IsAudited();
            row.HasKey(entity => new { entity.Event, entity.On });
            row.Property(entity => entity.StatedBy).HasMaxLength(MaxNames);
        });
        model.Entity<PhaseName>(row =>
        {
            row.ToTable("progress_phase_names");
            row.IsAudited();
            row.HasKey(entity => new { entity.Phase, entity.Language });
        });
        model.Entity<Figure>(row =>
        {
            row.ToTable("progress_figures");
            row.IsAudited();
            row.HasKey(entity => entity.Slug);
            row.Property(entity => entity.Value).HasPrecision(20, 4);
            row.HasMany(entity => entity.Texts).WithOne().HasForeignKey(text => text.Figure);
        });
        model.Entity<FigureText>(row =>
        {
            row.ToTable("progress_figure_texts");
            row.IsAudited();
            row.HasKey(entity => new { entity.Figure, entity.Language });
        });
    }
}
