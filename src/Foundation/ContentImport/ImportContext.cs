using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.ContentImport;

/// <summary>What every part of one import shares.</summary>
public sealed class ImportContext(ConcordDb db, Actor actor, ImportOptions options, IProgress<string>? progress)
{
    private const int MaxAttempts = 5;
    private readonly List<ImportConflict> conflicts = [];

    public Actor Actor => actor;

    /// <summary>True where nothing may be written.</summary>
    public bool IsDryRun => options.IsDryRun;

    /// <summary>True where the pack wins over what editors changed.</summary>
    public bool Overwrites => options.Overwrites;

    public IReadOnlyList<ImportConflict> Conflicts => conflicts;

    public void Report(string name) => progress?.Report(name);

    /// <summary>Notes that something in the pack was left out because it was changed on the site.</summary>
    public void Conflict(string file, string subject) => conflicts.Add(new ImportConflict(file, subject));

    /// <summary>
    /// Applies one batch and saves it, or drops it in a dry run. Where somebody else saved the same rows in between, the batch
    /// is applied again to what they left.
    /// </summary>
    public async Task<ImportCounts> ApplyAsync(Func<Task<ImportCounts>> batch, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var known = conflicts.Count;
            try
            {
                var counts = await batch();
                if (!options.IsDryRun)
                {
                    await db.SaveChangesAsync(cancellation);
                }

                return counts;
            }
            catch (DbUpdateException failure) when (attempt < MaxAttempts && WriteConflict.Is(failure))
            {
                conflicts.RemoveRange(known, conflicts.Count - known);
            }
            finally
            {
                db.Discard();
            }
        }
    }
}

/// <param name="IsDryRun">Checks and counts, and writes nothing.</param>
/// <param name="Overwrites">Takes the pack's text also where an editor changed it.</param>
public readonly record struct ImportOptions(bool IsDryRun = false, bool Overwrites = false);

/// <summary>Something in the pack that was not imported, because an editor changed it on the site.</summary>
/// <param name="File">Path below the pack's folder.</param>
/// <param name="Subject">What it is about: <c>document:about (ar)</c>.</param>
public sealed record ImportConflict(string File, string Subject);
