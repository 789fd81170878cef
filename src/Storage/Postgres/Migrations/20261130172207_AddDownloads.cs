using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddDownloads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "media_downloads",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    file_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    rights = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    uploaded_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    imported_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_downloads", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "media_pdfs",
                columns: table => new
                {
                    digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    pages = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    author = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    is_tagged = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_pdfs", x => x.digest);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_revision_embeds",
                columns: table => new
                {
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    scheme = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    target = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_revision_embeds", x => new { x.revision_id, x.position });
                    table.ForeignKey(
                        name: "fk_newsroom_revision_embeds_newsroom_revisions_revision_id",
                        column: x => x.revision_id,
                        principalTable: "newsroom_revisions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_media_downloads_digest",
                table: "media_downloads",
                column: "digest");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_revision_embeds_scheme_target",
                table: "newsroom_revision_embeds",
                columns: new[] { "scheme", "target" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "media_downloads");

            migrationBuilder.DropTable(
                name: "media_pdfs");

            migrationBuilder.DropTable(
                name: "newsroom_revision_embeds");
        }
    }
}
