using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
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
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    file_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    printed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
