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
            var root = new YamlText().Add("figures", figures.Select(row => FigureOf(FigureLine.Of(row, languages))));
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
                phases
                    .GroupBy(name => name.Phase)
                    .Select(names =>
                        new YamlText()
                            .Add("slug", names.Key)
                            .Add("names", TextsByLanguage.Of(languages, names, name => name.Language, name => name.Name))
                    )
            )
            .Add("events", events.Select(row => EventOf(EventLine.Of(row, languages), folder)));
        await folder.WriteYamlAsync(ProgressFiles.Timeline, root, TimelineComment, cancellation);
    }

    private static YamlText EventOf(EventLine line, ExportFolder folder) =>
        new YamlText()
            .Add("slug", line.Slug)
            .Add("on", line.On)
            .Add("known", DatePrecisions.NameOf(line.Known))
            .Add("document", folder.Reference("document", line.Document, $"event:{line.Slug}"))
            .AddIf("meeting", line.IsMeeting)
            .Add("phase", line.Phase)
            .AddIf("milestone", line.IsMilestone)
            .AddIf("turning-point", line.IsTurningPoint)
            .Add("title", line.Title)
            .Add("short", line.Short)
            .Add("source", line.Source.Write())
            .Add("note", line.Note)
            .Add(
                "competing",
                line.Competing.Select(date => new YamlText().Add("on", date.On).Add("source", date.Source.Write()))
            );

    private static YamlText FigureOf(FigureLine line) =>
        new YamlText()
            .Add("slug", line.Slug)
            .Add("value", line.Value)
            .Add("precision", FigurePrecisions.NameOf(line.Precision))
            .Add("as-of", line.AsOf)
            .Add("known", DatePrecisions.NameOf(line.Known))
            .AddIf("undated", line.IsUndated)
            .AddIf("key", line.IsKey)
            .Add("series", line.Series)
            .Add("unit", line.Unit)
            .Add("what", line.What)
            .Add("source", line.Source.Write())
            .Add("meaning", line.Meaning);
}
