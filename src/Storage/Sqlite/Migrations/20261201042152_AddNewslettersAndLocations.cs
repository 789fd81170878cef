using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddNewslettersAndLocations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "newsletters_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subscriber_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issue_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    leased_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    leased_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_documents",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    found_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_documents", x => new { x.language, x.document_id });
                });

            migrationBuilder.CreateTable(
                name: "newsletters_issues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    rhythm = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    documents = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    filled_through = table.Column<Guid>(type: "TEXT", nullable: true),
                    filled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    old_sent = table.Column<int>(type: "INTEGER", nullable: false),
                    old_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    old_unknown = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_issues", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_schedules",
                columns: table => new
                {
                    language = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    rhythm = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    through = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_schedules", x => new { x.language, x.rhythm });
                });

            migrationBuilder.CreateTable(
                name: "newsletters_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    paused_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_subscribers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    address_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    topics = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    rhythm = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    notice_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    notices = table.Column<int>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    failed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_subscribers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_suppressions",
                columns: table => new
                {
                    address_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_suppressions", x => x.address_hash);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_place_locations",
                columns: table => new
                {
                    place = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    latitude = table.Column<int>(type: "INTEGER", nullable: false),
                    longitude = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_place_locations", x => x.place);
                });

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_deliveries_issue_id_state",
                table: "newsletters_deliveries",
                columns: new[] { "issue_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_deliveries_state_due_at",
                table: "newsletters_deliveries",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_deliveries_subscriber_id_issue_id",
                table: "newsletters_deliveries",
                columns: new[] { "subscriber_id", "issue_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_issues_filled_at",
                table: "newsletters_issues",
                column: "filled_at");

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_subscribers_address_hash",
                table: "newsletters_subscribers",
                column: "address_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_subscribers_language_rhythm_id",
                table: "newsletters_subscribers",
                columns: new[] { "language", "rhythm", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsletters_deliveries");

            migrationBuilder.DropTable(
                name: "newsletters_documents");

            migrationBuilder.DropTable(
                name: "newsletters_issues");

            migrationBuilder.DropTable(
                name: "newsletters_schedules");

            migrationBuilder.DropTable(
                name: "newsletters_state");

            migrationBuilder.DropTable(
                name: "newsletters_subscribers");

            migrationBuilder.DropTable(
                name: "newsletters_suppressions");

            migrationBuilder.DropTable(
                name: "newsroom_place_locations");
        }
    }
}
