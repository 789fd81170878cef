using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// Migrates the database when the program starts, and imports the content folder of the settings into an empty database.
/// Later changes come by <c>concord import content</c>, so that a start never undoes an editor.
/// </summary>
public sealed class StartupImport(ImportContent import, DatabaseMigrator migrator, ConcordDb db)
{
    /// <param name="waiting">Called once when another process is migrating or filling this database.</param>
    public async Task<StartupImportResult> RunAsync(string folder, Actor actor, Action waiting, CancellationToken cancellation)
    {
        var result = new ImportResult([], default, []);
        var migrations = await migrator.RunAsync(
            cancellation,
            waiting,
            isDone: async () => !await IsUnfilledAsync(cancellation),
            then: async () => result = await FillAsync(folder, actor, cancellation)
        );
        return new StartupImportResult(migrations, result);
    }

    private async Task<ImportResult> FillAsync(string folder, Actor actor, CancellationToken cancellation)
    {
        var result = await import.RunAsync(
            folder,
            default,
            actor,
            progress: null,
            cancellation,
            applying: async () =>
            {
                db.Record(new ContentImportStarted { Actor = actor, Subject = ContentImported.AtStart });
                await db.SaveChangesAsync(cancellation);
            }
        );
        if (result.Problems.Count == 0)
        {
            var (added, changed, unchanged) = result.Counts;
            db.Record(new ContentImported(added, changed, unchanged) { Actor = actor, Subject = ContentImported.AtStart });
            await db.SaveChangesAsync(cancellation);
        }

        return result;
    }

    /// <returns>True where the database is empty, or where filling it was interrupted.</returns>
    private async Task<bool> IsUnfilledAsync(CancellationToken cancellation)
    {
        var last = await db.Set<JournalEntry>()
            .Where(entry => entry.Subject == ContentImported.AtStart)
            .OrderByDescending(entry => entry.Seq)
            .Select(entry => entry.Kind)
            .FirstOrDefaultAsync(cancellation);
        return last is null ? !await db.Set<JournalEntry>().AnyAsync(cancellation) : last == nameof(ContentImportStarted);
    }
}

/// <param name="Migrations">The names of those that were applied.</param>
public sealed record StartupImportResult(IReadOnlyList<string> Migrations, ImportResult Import);

/// <summary>A start began to import the content folder into an empty database.</summary>
public sealed record ContentImportStarted : AuditEvent
{
    public override string Module => "foundation";
}

/// <summary>A start imported the content folder into an empty database.</summary>
public sealed record ContentImported(int Added, int Changed, int Unchanged) : AuditEvent
{
    internal const string AtStart = "content:start";

    public override string Module => "foundation";
}
