using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddRecordings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "media_conversions",
                columns: table => new
                {
                    recording = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    upload_id = table.Column<Guid>(type: "uuid", nullable: false),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    progress = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_conversions", x => x.recording);
                });

            migrationBuilder.CreateTable(
                name: "media_recording_parts",
                columns: table => new
                {
                    digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_recording_parts", x => new { x.digest, x.number });
                });

            migrationBuilder.CreateTable(
                name: "media_recordings",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    file_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    fault = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    duration = table.Column<int>(type: "integer", nullable: false),
                    has_sound = table.Column<bool>(type: "boolean", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    poster = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    credit = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    rights = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    consent = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    uploaded_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    imported_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_recordings", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "media_recording_files",
                columns: table => new
                {
                    recording = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    variant = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    type = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_recording_files", x => new { x.recording, x.variant });
                    table.ForeignKey(
                        name: "fk_media_recording_files_media_recordings_recording",
                        column: x => x.recording,
                        principalTable: "media_recordings",
                        principalColumn: "name");
                });

            migrationBuilder.CreateTable(
                name: "media_recording_texts",
                columns: table => new
                {
                    recording = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    captions = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    captions_file = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    transcript = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_recording_texts", x => new { x.recording, x.language });
                    table.ForeignKey(
                        name: "fk_media_recording_texts_media_recordings_recording",
                        column: x => x.recording,
                        principalTable: "media_recordings",
                        principalColumn: "name");
                });

            migrationBuilder.CreateIndex(
                name: "ix_media_conversions_upload_id",
                table: "media_conversions",
                column: "upload_id");

            migrationBuilder.CreateIndex(
                name: "ix_media_recording_files_digest",
                table: "media_recording_files",
                column: "digest");

            migrationBuilder.CreateIndex(
                name: "ix_media_recording_texts_captions_file",
                table: "media_recording_texts",
                column: "captions_file");

            migrationBuilder.CreateIndex(
                name: "ix_media_recordings_poster",
                table: "media_recordings",
                column: "poster");

            migrationBuilder.CreateIndex(
                name: "ix_media_recordings_source_digest",
                table: "media_recordings",
                column: "source_digest");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "media_conversions");

            migrationBuilder.DropTable(
                name: "media_recording_files");

            migrationBuilder.DropTable(
                name: "media_recording_parts");

            migrationBuilder.DropTable(
                name: "media_recording_texts");

            migrationBuilder.DropTable(
                name: "media_recordings");
        }
    }
}
