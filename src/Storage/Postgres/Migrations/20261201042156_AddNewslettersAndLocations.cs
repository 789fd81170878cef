using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subscriber_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    leased_by = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_documents",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_documents", x => new { x.language, x.document_id });
                });

            migrationBuilder.CreateTable(
                name: "newsletters_issues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    rhythm = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    documents = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    filled_through = table.Column<Guid>(type: "uuid", nullable: true),
                    filled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    old_sent = table.Column<int>(type: "integer", nullable: false),
                    old_failed = table.Column<int>(type: "integer", nullable: false),
                    old_unknown = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_issues", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_schedules",
                columns: table => new
                {
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    rhythm = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    through = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_schedules", x => new { x.language, x.rhythm });
                });

            migrationBuilder.CreateTable(
                name: "newsletters_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    failed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_subscribers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    topics = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    rhythm = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    notice_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    notices = table.Column<int>(type: "integer", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    failed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_subscribers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsletters_suppressions",
                columns: table => new
                {
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters_suppressions", x => x.address_hash);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_place_locations",
                columns: table => new
                {
                    place = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    latitude = table.Column<int>(type: "integer", nullable: false),
                    longitude = table.Column<int>(type: "integer", nullable: false)
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
