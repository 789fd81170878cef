using System.Data.Common;
using System.Text.Json;
using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// Loads the content pack of the settings when the program starts, unless nothing has changed since a start loaded it: not
/// the files, not the languages, not the program. So a start is quick, and does not undo what was imported since.
/// </summary>
public sealed class StartupImport(
    ImportContent import,
    DatabaseMigrator migration,
    IEnumerable<IContentImporter> parts,
    LanguageSet languages,
    StorageSettings settings,
    IStorageProvider provider,
    ConcordDb db
)
{
    /// <param name="waiting">Called once when another process is migrating this database.</param>
    /// <returns>What was done; nothing where everything is as a start has left it.</returns>
    public async Task<StartupImportResult> RunAsync(string folder, Actor actor, Action waiting, CancellationToken cancellation)
    {
        string digest;
        try
        {
            // Before the files are read for loading: one that changes meanwhile makes the next start load again.
            digest = await ContentDigest.OfAsync(folder, Reader(), cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var problem = new ImportProblem(".", 0, $"the folder cannot be read: {failure.Message}");
            return new StartupImportResult(await migration.RunAsync(cancellation, waiting), new ImportResult([problem], default));
        }

        if (await LastAsync(cancellation) == digest)
        {
            return new StartupImportResult([], new ImportResult([], default));
        }

        var migrations = await migration.RunAsync(cancellation, waiting);
        var outcome = await import.RunAsync(folder, dryRun: false, actor, progress: null, cancellation);
        if (outcome.Problems.Count == 0)
        {
            var (added, changed, unchanged) = outcome.Count;
            db.Record(
                new ContentImported(digest, added, changed, unchanged) { Actor = actor, Subject = ContentImported.AtStart }
            );
            await db.SaveChangesAsync(cancellation);
        }

        return new StartupImportResult(migrations, outcome);
    }

    /// <returns>Null also where there is no database yet, or none that can be asked: then all is done that can be done.</returns>
    private async Task<string?> LastAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = provider.ConnectToRead(settings);
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT data FROM journal WHERE subject = @subject ORDER BY seq DESC LIMIT 1";
            var subject = command.CreateParameter();
            (subject.ParameterName, subject.Value) = ("subject", ContentImported.AtStart);
            command.Parameters.Add(subject);
            return await command.ExecuteScalarAsync(cancellation) is string data ? DigestIn(data) : null;
        }
        catch (Exception failure) when (failure is DbException or ArgumentException)
        {
            return null;
        }
    }

    private static string? DigestIn(string data)
    {
        using var json = JsonDocument.Parse(data);
        return json.RootElement.TryGetProperty("digest", out var digest) ? digest.GetString() : null;
    }

    /// <summary>The languages, the schema, and the builds of the modules that take something from a pack.</summary>
    private string Reader()
    {
        var modules = parts
            .Select(part => part.GetType().Module)
            .Append(typeof(ImportContent).Module)
            .Append(provider.Migrations.ManifestModule);
        var builds = modules.Select(module => module.ModuleVersionId.ToString()).Distinct().Order(StringComparer.Ordinal);
        return string.Join(' ', builds.Concat(languages.All.Select(language => language.Code)));
    }
}

/// <param name="Migrations">The names of those that were applied.</param>
public sealed record StartupImportResult(IReadOnlyList<string> Migrations, ImportResult Content);

/// <summary>A start loaded the content pack of the settings.</summary>
/// <param name="Digest">Of its files, and of what read them.</param>
public sealed record ContentImported(string Digest, int Added, int Changed, int Unchanged) : AuditEvent
{
    internal const string AtStart = "content:start";

    public override string Module => "foundation";
}
