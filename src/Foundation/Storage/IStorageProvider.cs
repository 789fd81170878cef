using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>A supported database. Each has a project of its own with its migrations.</summary>
public interface IStorageProvider
{
    /// <summary>The assembly that holds its migrations.</summary>
    Assembly Migrations { get; }

    /// <summary>Configures a context for the database of the settings.</summary>
    void Use(DbContextOptionsBuilder builder, StorageSettings settings);

    /// <summary>Takes the lock under which one process migrates the database; ends with the process that holds it.</summary>
    /// <param name="waiting">Called once when another process holds the lock.</param>
    Task<IAsyncDisposable> LockForMigrationAsync(StorageSettings settings, Action waiting, CancellationToken cancellation);

    /// <summary>Runs before migrations are applied, under the lock.</summary>
    Task PrepareAsync(ConcordDb db, CancellationToken cancellation);

    /// <summary>True where the failure says that the database cannot be used now, whatever is asked of it.</summary>
    bool IsOutage(DbException failure);

    /// <summary>SQL that counts the tables of applied migrations, 0 or 1, in a column named Value.</summary>
    string CountMigrationTables { get; }

    /// <summary>SQL that makes a table refuse updates and deletions; may be run again.</summary>
    IEnumerable<string> AppendOnly(string table);
}
