using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class WorkingCopies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "newsroom_working_copies",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    typed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fields = table.Column<string>(type: "character varying(6500000)", maxLength: 6500000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_working_copies", x => new { x.document_id, x.language, x.account_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_working_copies_account_id_typed_at",
                table: "newsroom_working_copies",
                columns: new[] { "account_id", "typed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsroom_working_copies");
        }
    }
}
