using Microsoft.EntityFrameworkCore.Migrations;

namespace Concord.Storage.Sqlite;

/// <summary>
/// Makes tables append-only in the database itself, because bulk commands go past every guard in the program. SQLite
/// drops a table's triggers when a later migration rebuilds it: such a migration must call this again.
/// </summary>
internal static class AppendOnly
{
    public static void Protect(MigrationBuilder migration, params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
        {
            foreach (var change in (ReadOnlySpan<string>)["UPDATE", "DELETE"])
            {
                migration.Sql(
                    $"""
                    CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table}
                    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                    """
                );
            }
        }
    }
}
