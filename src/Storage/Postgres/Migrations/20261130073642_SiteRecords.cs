using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SiteRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "stated_by",
                table: "progress_competing_dates",
                type: "character varying(20000)",
                maxLength: 20000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(2000)",
                oldMaxLength: 2000);

            migrationBuilder.CreateTable(
                name: "newsroom_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    public_revision = table.Column<int>(type: "integer", nullable: true),
                    clearance_requested_for = table.Column<int>(type: "integer", nullable: true),
                    cleared_revision = table.Column<int>(type: "integer", nullable: true),
                    newest = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_record_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    is_found = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_record_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_record_revisions_newsroom_records_record_id",
                        column: x => x.record_id,
                        principalTable: "newsroom_records",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_record_revisions_record_id_number",
                table: "newsroom_record_revisions",
                columns: new[] { "record_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_records_kind_slug",
                table: "newsroom_records",
                columns: new[] { "kind", "slug" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsroom_record_revisions");

            migrationBuilder.DropTable(
                name: "newsroom_records");

            migrationBuilder.AlterColumn<string>(
                name: "stated_by",
                table: "progress_competing_dates",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(20000)",
                oldMaxLength: 20000);
        }
    }
}
