using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Import;

/// <summary>Imports what is new or changed in a content pack's timeline and figures.</summary>
internal sealed class ProgressImporter(ConcordDb db, LanguageSet languages) : IContentImporter
{
    public int Order => 15;

    public Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation)
    {
        var files = new ProgressFiles(pack, languages);
        files.Read();
        return Task.FromResult<IImportPlan>(new ProgressImportPlan(db, files, languages));
    }
}

internal sealed class ProgressImportPlan(ConcordDb db, ProgressFiles files, LanguageSet languages) : IImportPlan
{
    public IEnumerable<string> DefinedNames => files.Figures.Select(figure => $"figure:{figure.Slug}");

    public Task CheckAsync(ContentFolder pack, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation)
    {
        files.Check(index);
        return Task.CompletedTask;
    }

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = await context.ApplyAsync(() => ApplyBatchAsync(context, cancellation), cancellation);
        context.Report("progress");
        return counts;
    }

    private async Task<ImportCounts> ApplyBatchAsync(ImportContext context, CancellationToken cancellation)
    {
        await ApplyPhasesAsync(context, cancellation);
        return await ApplyEventsAsync(context, cancellation) + await ApplyFiguresAsync(context, cancellation);
    }

    private async Task ApplyPhasesAsync(ImportContext context, CancellationToken cancellation)
    {
        var known = (await db.Set<PhaseName>().ToListAsync(cancellation)).ToLookup(name => name.Phase);
        foreach (var (phase, position) in files.Phases.Select((phase, position) => (phase, position)))
        {
            var subject = $"phase:{phase.Slug}";
            var isConflict =
                !context.Overwrites
                && known[phase.Slug].Any()
                && !ImportedLine.AreEqual(phase, PhaseLine.Of(phase.Slug, known[phase.Slug], languages))
                && await LastChange.IsByPersonAsync(db, subject, cancellation);
            if (isConflict)
            {
                context.Conflict(ProgressFiles.Timeline, subject);
            }
            else
            {
                new WritePhase(db).Run([.. known[phase.Slug]], phase, position, context.Actor, reason: null);
            }
        }
    }

    private async Task<ImportCounts> ApplyEventsAsync(ImportContext context, CancellationToken cancellation)
    {
        var known = await db.Set<Event>()
            .Include(row => row.Texts)
            .Include(row => row.Competing)
            .AsSplitQuery()
            .ToDictionaryAsync(row => row.Slug, cancellation);
        var count = default(ImportCounts);
        foreach (var line in files.Events)
        {
            var (row, subject, digest) = (known.GetValueOrDefault(line.Slug), $"event:{line.Slug}", ImportedLine.DigestOf(line));
            var change = row is null
                ? LineChange.Write
                : await ImportedLine.CompareAsync(
                    db,
                    context,
                    line,
                    EventLine.Of(row, languages),
                    row.SourceDigest,
                    subject,
                    cancellation
                );
            count += Count(change, row is null, ProgressFiles.Timeline, subject, context);
            if (change == LineChange.Write)
            {
                new WriteEvent(db).Run(row, line, digest, context.Actor, reason: null);
            }
        }

        return count;
    }

    private async Task<ImportCounts> ApplyFiguresAsync(ImportContext context, CancellationToken cancellation)
    {
        var known = await db.Set<Figure>().Include(row => row.Texts).ToDictionaryAsync(row => row.Slug, cancellation);
        var count = default(ImportCounts);
        foreach (var line in files.Figures)
        {
            var (row, subject, digest) = (known.GetValueOrDefault(line.Slug), $"figure:{line.Slug}", ImportedLine.DigestOf(line));
            var change = row is null
                ? LineChange.Write
                : await ImportedLine.CompareAsync(
                    db,
                    context,
                    line,
                    FigureLine.Of(row, languages),
                    row.SourceDigest,
                    subject,
                    cancellation
                );
            count += Count(change, row is null, ProgressFiles.FiguresFile, subject, context);
            if (change == LineChange.Write)
            {
                new WriteFigure(db).Run(row, line, digest, context.Actor, reason: null);
            }
        }

        return count;
    }

    private static ImportCounts Count(LineChange change, bool isNew, string file, string subject, ImportContext context)
    {
        if (change == LineChange.Conflict)
        {
            context.Conflict(file, subject);
        }

        return change != LineChange.Write ? new ImportCounts(0, 0, Unchanged: 1)
            : isNew ? new ImportCounts(Added: 1, 0, 0)
            : new ImportCounts(0, Changed: 1, 0);
    }
}
