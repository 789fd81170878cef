using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListsInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_newsroom_editions_language_kind_published_at",
                table: "newsroom_editions");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_editions_listed",
                table: "newsroom_editions",
                columns: new[] { "language", "published_at", "document_id", "kind", "outcome", "public_revision" },
                descending: new[] { false, true, false, false, false, false });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_documents_place",
                table: "newsroom_documents",
                column: "place");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_newsroom_editions_listed",
                table: "newsroom_editions");

            migrationBuilder.DropIndex(
                name: "ix_newsroom_documents_place",
                table: "newsroom_documents");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_editions_language_kind_published_at",
                table: "newsroom_editions",
                columns: new[] { "language", "kind", "published_at" });
        }
    }
}
