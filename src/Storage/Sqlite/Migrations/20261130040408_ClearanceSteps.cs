using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ClearanceSteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "newsroom_clearance_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    round_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    edition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    is_cleared = table.Column<bool>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    guest_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_clearance_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_clearance_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    round_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    guest_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_clearance_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_clearance_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    edition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    steps = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_clearance_rounds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_clearance_steps",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    needed = table.Column<int>(type: "INTEGER", nullable: false),
                    is_parallel = table.Column<bool>(type: "INTEGER", nullable: false),
                    people = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_clearance_steps", x => new { x.kind, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_clearance_decisions_edition_id_actor",
                table: "newsroom_clearance_decisions",
                columns: new[] { "edition_id", "actor" });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_clearance_decisions_round_id",
                table: "newsroom_clearance_decisions",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_clearance_links_round_id",
                table: "newsroom_clearance_links",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_clearance_rounds_edition_id_revision",
                table: "newsroom_clearance_rounds",
                columns: new[] { "edition_id", "revision" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsroom_clearance_decisions");

            migrationBuilder.DropTable(
                name: "newsroom_clearance_links");

            migrationBuilder.DropTable(
                name: "newsroom_clearance_rounds");

            migrationBuilder.DropTable(
                name: "newsroom_clearance_steps");
        }
    }
}
