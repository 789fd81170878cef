using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>Brings the database to the newest schema. One process does it; others that start meanwhile wait.</summary>
public sealed class DatabaseMigrator(ConcordDb db, IStorageProvider provider, StorageSettings settings)
{
    /// <param name="waiting">Called once when another process is migrating this database.</param>
    /// <param name="isDone">Asked where nothing has to be migrated; true spares the lock and <paramref name="then"/>.</param>
    /// <param name="then">Further work under the same lock, unless another process did it meanwhile.</param>
    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="SchemaException">The database was written by a version whose schema this one does not know.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(
        CancellationToken cancellation,
        Action? waiting = null,
        Func<Task<bool>>? isDone = null,
        Func<Task>? then = null
    )
    {
        PrivateFiles.RestrictFolder(settings.DataDirectory);
        if (!settings.IsPostgres)
        {
            // SQLite gives its further files the mode of the first.
            PrivateFiles.RestrictFile(settings.DatabaseFile);
        }

        if (await PendingAsync(cancellation) is [] && (isDone is null || await isDone()))
        {
            return [];
        }

        await using var turn = await provider.LockForMigrationAsync(settings, waiting ?? (() => { }), cancellation);
        var pending = await PendingAsync(cancellation);
        if (pending.Count > 0)
        {
            await provider.PrepareAsync(db, cancellation);
            await db.Database.MigrateAsync(cancellation);
            await ProtectAsync(cancellation);
        }

        if (then is not null && (isDone is null || !await isDone()))
        {
            await then();
        }

        return pending;
    }

    /// <summary>Checks without changing anything.</summary>
    /// <exception cref="SchemaException">The database has a schema that this version does not know.</exception>
    public Task CheckSchemaAsync(CancellationToken cancellation) => PendingAsync(cancellation);

    private async Task<List<string>> PendingAsync(CancellationToken cancellation)
    {
        var known = db.Database.GetMigrations().ToList();
        // EF Core would log errors for a database that was never migrated.
        if (await db.Database.SqlQueryRaw<int>(provider.CountMigrationTables).SingleAsync(cancellation) == 0)
        {
            return known;
        }

        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        return applied.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? throw new SchemaException(unknown[(unknown.IndexOf('_', StringComparison.Ordinal) + 1)..])
            : [.. known.Except(applied, StringComparer.Ordinal)];
    }

    private async Task ProtectAsync(CancellationToken cancellation)
    {
        var tables = db.Model.GetEntityTypes().Where(type => type.GetIsAppendOnly()).Select(type => type.GetTableName()!);
        foreach (var statement in tables.SelectMany(provider.AppendOnly))
        {
            await db.Database.ExecuteSqlRawAsync(statement, cancellation);
        }
    }
}

/// <summary>The database has a schema of another version of Concord.</summary>
public sealed class SchemaException(string migration)
    : Exception(
        $"This database was written by another version of Concord (schema “{migration}”), which this version cannot open. "
            + "To move it: run “concord backup FILE” with the version that wrote it, then “concord restore FILE” with this one "
            + "into a new, empty database (set Concord__DataDirectory or ConnectionStrings__Concord)."
    );
