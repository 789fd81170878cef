using System.Security.Cryptography;
using System.Text.Json;
using Concord.Foundation;
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
        return Task.FromResult<IImportPlan>(new ProgressImportPlan(db, files));
    }
}

internal sealed class ProgressImportPlan(ConcordDb db, ProgressFiles files) : IImportPlan
{
    public IEnumerable<string> DefinedNames => files.Figures.Select(figure => $"figure:{figure.Slug}");

    public Task CheckAsync(ContentFolder pack, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation)
    {
        files.Check(index);
        return Task.CompletedTask;
    }

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = await context.ApplyAsync(() => ApplyAsync(context.Actor, cancellation), cancellation);
        context.Report("progress");
        return counts;
    }

    private async Task<ImportCounts> ApplyAsync(Actor actor, CancellationToken cancellation)
    {
        await ApplyPhasesAsync(actor, cancellation);
        var count = await ApplyEventsAsync(actor, cancellation) + await ApplyFiguresAsync(actor, cancellation);
        return count;
    }

    internal static string DigestOf<T>(T line) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(line)));

    private async Task ApplyPhasesAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<PhaseName>().ToDictionaryAsync(name => (name.Phase, name.Language), cancellation);
        var changed = false;
        foreach (var (phase, position) in files.Phases.Select((phase, position) => (phase, position)))
        {
            foreach (var (language, name) in phase.Names)
            {
                var present = known.GetValueOrDefault((phase.Slug, language));
                if (present is null)
                {
                    db.Add(
                        new PhaseName
                        {
                            Phase = phase.Slug,
                            Language = language,
                            Name = name,
                            Position = position,
                        }
                    );
                    changed = true;
                }
                else if ((present.Name, present.Position) != (name, position))
                {
                    (present.Name, present.Position) = (name, position);
                    changed = true;
                }
            }
        }

        if (changed)
        {
            db.Record(
                new PhasesNamed([.. files.Phases.Select(phase => phase.Slug)]) { Actor = actor, Subject = "progress:phases" }
            );
        }
    }

    private async Task<ImportCounts> ApplyEventsAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<Event>()
            .Include(row => row.Texts)
            .Include(row => row.Competing)
            .AsSplitQuery()
            .ToDictionaryAsync(row => row.Slug, cancellation);
        var count = default(ImportCounts);
        foreach (var line in files.Events)
        {
            var row = known.GetValueOrDefault(line.Slug);
            var digest = DigestOf(line);
            if (row?.SourceDigest == digest)
            {
                count += new ImportCounts(0, 0, Unchanged: 1);
                continue;
            }

            count += row is null ? new ImportCounts(Added: 1, 0, 0) : new ImportCounts(0, Changed: 1, 0);
            new WriteEvent(db).Run(row, line, digest);
            db.Record(new EventStated(line.Slug, line.On) { Actor = actor, Subject = $"event:{line.Slug}" });
        }

        return count;
    }

    private async Task<ImportCounts> ApplyFiguresAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<Figure>().Include(row => row.Texts).ToDictionaryAsync(row => row.Slug, cancellation);
        var count = default(ImportCounts);
        foreach (var line in files.Figures)
        {
            var row = known.GetValueOrDefault(line.Slug);
            var digest = DigestOf(line);
            if (row?.SourceDigest == digest)
            {
                count += new ImportCounts(0, 0, Unchanged: 1);
                continue;
            }

            count += row is null ? new ImportCounts(Added: 1, 0, 0) : new ImportCounts(0, Changed: 1, 0);
            new WriteFigure(db).Run(row, line, digest);
            db.Record(new FigureStated(line.Slug, line.Value, line.AsOf) { Actor = actor, Subject = $"figure:{line.Slug}" });
        }

        return count;
    }
}
