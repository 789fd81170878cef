using Microsoft.EntityFrameworkCore.Migrations;

namespace Concord.Storage.Postgres;

/// <summary>Makes tables append-only in the database itself, because bulk commands go past every guard in the program.</summary>
internal static class AppendOnly
{
    public static void Protect(MigrationBuilder migration, params ReadOnlySpan<string> tables)
    {
        migration.Sql(
            """
            CREATE OR REPLACE FUNCTION concord_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
            """
        );
        foreach (var table in tables)
        {
            migration.Sql(
                $"""
                CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION concord_append_only();
                """
            );
        }
    }
}
