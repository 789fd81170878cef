using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Glossary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "newsroom_glossary",
                columns: table => new
                {
                    concept = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    agreed = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    avoid = table.Column<string>(type: "character varying(4020)", maxLength: 4020, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_glossary", x => new { x.concept, x.language });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsroom_glossary");
        }
    }
}
