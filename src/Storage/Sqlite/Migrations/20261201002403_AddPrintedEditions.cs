using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddPrintedEditions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "newsroom_printed_editions",
                columns: table => new
                {
                    edition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    file_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    printed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_printed_editions", x => new { x.edition_id, x.number });
                    table.ForeignKey(
                        name: "fk_newsroom_printed_editions_newsroom_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "newsroom_editions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_printed_editions_file_digest",
                table: "newsroom_printed_editions",
                column: "file_digest");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsroom_printed_editions");
        }
    }
}
