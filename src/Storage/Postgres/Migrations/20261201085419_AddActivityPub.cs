using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddActivityPub : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "activitypub_activities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note_id = table.Column<Guid>(type: "uuid", nullable: true),
                    json = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activitypub_activities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activitypub_checks",
                columns: table => new
                {
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    through = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activitypub_checks", x => x.language);
                });

            migrationBuilder.CreateTable(
                name: "activitypub_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    inbox_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    inbox = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    leased_by = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activitypub_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activitypub_followers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    actor_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    inbox_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    inbox = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    follow_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    followed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activitypub_followers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activitypub_keys",
                columns: table => new
                {
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    @private = table.Column<byte[]>(name: "private", type: "bytea", nullable: false),
                    @public = table.Column<string>(name: "public", type: "character varying(2000)", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activitypub_keys", x => x.language);
                });

            migrationBuilder.CreateTable(
                name: "activitypub_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activitypub_notes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_activitypub_activities_note_id",
                table: "activitypub_activities",
                column: "note_id");

            migrationBuilder.CreateIndex(
                name: "ix_activitypub_deliveries_activity_id_inbox_hash",
                table: "activitypub_deliveries",
                columns: new[] { "activity_id", "inbox_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_activitypub_deliveries_state_due_at",
                table: "activitypub_deliveries",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_activitypub_followers_language_actor_hash",
                table: "activitypub_followers",
                columns: new[] { "language", "actor_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_activitypub_followers_language_inbox_hash",
                table: "activitypub_followers",
                columns: new[] { "language", "inbox_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_activitypub_notes_language_document_id",
                table: "activitypub_notes",
                columns: new[] { "language", "document_id" });

            migrationBuilder.CreateIndex(
                name: "ix_activitypub_notes_language_state_published_at",
                table: "activitypub_notes",
                columns: new[] { "language", "state", "published_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activitypub_activities");

            migrationBuilder.DropTable(
                name: "activitypub_checks");

            migrationBuilder.DropTable(
                name: "activitypub_deliveries");

            migrationBuilder.DropTable(
                name: "activitypub_followers");

            migrationBuilder.DropTable(
                name: "activitypub_keys");

            migrationBuilder.DropTable(
                name: "activitypub_notes");
        }
    }
}
