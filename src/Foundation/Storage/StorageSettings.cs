using Microsoft.Extensions.Configuration;

namespace Concord.Foundation.Storage;

/// <summary>Where this node keeps its data: one folder, and one database chosen by connection string alone.</summary>
/// <param name="DataDirectory">Absolute path of the data directory.</param>
/// <param name="ConnectionString">PostgreSQL connection string; null means SQLite in the data directory.</param>
public sealed record StorageSettings(string DataDirectory, string? ConnectionString)
{
    public bool IsPostgres => ConnectionString is not null;

    /// <summary>The SQLite file; it exists only when no connection string is set.</summary>
    public string DatabaseFile => Path.Combine(DataDirectory, "concord.db");

    /// <summary>
    /// Reads <c>Concord:DataDirectory</c> (unset means <c>data</c> in the <see cref="HomeDirectory"/>) and
    /// <c>ConnectionStrings:Concord</c> (empty means SQLite).
    /// </summary>
    public static StorageSettings From(IConfiguration configuration)
    {
        var directory = configuration["Concord:DataDirectory"];
        var connection = configuration.GetConnectionString("Concord");
        return new StorageSettings(
            Path.GetFullPath(string.IsNullOrWhiteSpace(directory) ? "data" : directory, HomeDirectory.Path),
            string.IsNullOrWhiteSpace(connection) ? null : connection
        );
    }
}
