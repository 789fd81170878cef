using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>One of the databases that everything can be kept in; each has its own project.</summary>
public interface IStorageProvider
{
    /// <summary>Where its migrations are.</summary>
    Assembly Migrations { get; }

    /// <summary>Points a context at the database of the settings.</summary>
    void Use(DbContextOptionsBuilder builder, StorageSettings settings);

    /// <summary>
    /// For a question without the context, whose model takes half of a start to put together. Nothing is made where there is
    /// no database yet.
    /// </summary>
    /// <returns>A connection that is not open yet.</returns>
    DbConnection ConnectToRead(StorageSettings settings);
}
