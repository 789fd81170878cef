using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Progress.Import;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Export;

/// <summary>Writes the timeline into <c>timeline.yaml</c> and the figures into <c>figures.yaml</c>.</summary>
internal sealed class ProgressExporter(ConcordDb db, LanguageSet languages) : IContentExporter
{
    private const string TimelineComment = """
        What happened when, and who says so. "known: month" gives the month alone; "competing" names other dates in use.
        "milestone" puts an event into the short timeline of the home page, "turning-point" marks it there.
        """;

    private const string FiguresComment = """
        Numbers with unit, day and source. "key" puts a figure beside the lead of the home page; figures of one "series" are
        drawn as a chart. "undated" says that "as-of" is the day of the statement, since the number's own day is not stated.
        The number of members is not here: it is computed. "retrieved" is the day on which the address was read.
        """;

    public int Order => 30;

    public IReadOnlyList<string> Parts => [ProgressFiles.Timeline, ProgressFiles.FiguresFile];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        await WriteTimelineAsync(folder, cancellation);
        var figures = await db.Set<Figure>()
            .AsNoTracking()
            .Include(row => row.Texts)
            .OrderBy(row => row.Position)
            .ToListAsync(cancellation);
        if (figures.Count > 0)
        {
            var root = new YamlText().Add("figures", figures.Select(row => ProgressYaml.Of(FigureLine.Of(row, languages))));
            await folder.WriteYamlAsync(ProgressFiles.FiguresFile, root, FiguresComment, cancellation);
        }
    }

    private async Task WriteTimelineAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var phases = await db.Set<PhaseName>().AsNoTracking().OrderBy(name => name.Position).ToListAsync(cancellation);
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Include(row => row.Texts)
            .Include(row => row.Competing)
            .AsSplitQuery()
            .OrderBy(row => row.On)
            .ThenBy(row => row.Slug)
            .ToListAsync(cancellation);
        if (phases.Count + events.Count == 0)
        {
            return;
        }

        var root = new YamlText()
            .Add(
                "phases",
                phases.GroupBy(name => name.Phase).Select(names => ProgressYaml.Of(PhaseLine.Of(names.Key, names, languages)))
            )
            .Add("events", events.Select(row => ProgressYaml.Of(InPack(EventLine.Of(row, languages), folder))));
        await folder.WriteYamlAsync(ProgressFiles.Timeline, root, TimelineComment, cancellation);
    }

    /// <summary>Without a document that the pack does not have.</summary>
    private static EventLine InPack(EventLine line, ExportFolder folder) =>
        line with
        {
            Document = folder.Reference("document", line.Document, $"event:{line.Slug}"),
        };
}
