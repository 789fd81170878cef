using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PictureLibrary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "consent",
                table: "media_pictures",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "credit",
                table: "media_pictures",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "file_name",
                table: "media_pictures",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "focus_x",
                table: "media_pictures",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "focus_y",
                table: "media_pictures",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "imported_digest",
                table: "media_pictures",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "likeness",
                table: "media_pictures",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rights",
                table: "media_pictures",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "uploaded_at",
                table: "media_pictures",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "uploaded_by",
                table: "media_pictures",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "media_picture_crops",
                columns: table => new
                {
                    picture = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    type = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    file = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_picture_crops", x => new { x.picture, x.language, x.type, x.width });
                    table.ForeignKey(
                        name: "fk_media_picture_crops_media_picture_editions_picture_language",
                        columns: x => new { x.picture, x.language },
                        principalTable: "media_picture_editions",
                        principalColumns: new[] { "picture", "language" });
                });

            migrationBuilder.CreateTable(
                name: "media_upload_parts",
                columns: table => new
                {
                    upload_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offset = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_upload_parts", x => new { x.upload_id, x.offset });
                });

            migrationBuilder.CreateTable(
                name: "media_uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    touched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    picture = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_uploads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_revision_pictures",
                columns: table => new
                {
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    picture = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    has_alt = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_revision_pictures", x => new { x.revision_id, x.picture });
                    table.ForeignKey(
                        name: "fk_newsroom_revision_pictures_newsroom_revisions_revision_id",
                        column: x => x.revision_id,
                        principalTable: "newsroom_revisions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_media_pictures_source_digest",
                table: "media_pictures",
                column: "source_digest");

            migrationBuilder.CreateIndex(
                name: "ix_media_picture_crops_file",
                table: "media_picture_crops",
                column: "file");

            migrationBuilder.CreateIndex(
                name: "ix_media_uploads_account_id_touched_at",
                table: "media_uploads",
                columns: new[] { "account_id", "touched_at" });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_revision_pictures_picture",
                table: "newsroom_revision_pictures",
                column: "picture");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "media_picture_crops");

            migrationBuilder.DropTable(
                name: "media_upload_parts");

            migrationBuilder.DropTable(
                name: "media_uploads");

            migrationBuilder.DropTable(
                name: "newsroom_revision_pictures");

            migrationBuilder.DropIndex(
                name: "ix_media_pictures_source_digest",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "consent",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "credit",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "file_name",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "focus_x",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "focus_y",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "imported_digest",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "likeness",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "rights",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "uploaded_at",
                table: "media_pictures");

            migrationBuilder.DropColumn(
                name: "uploaded_by",
                table: "media_pictures");
        }
    }
}
