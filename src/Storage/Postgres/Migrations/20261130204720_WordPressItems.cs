using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class WordPressItems : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "newsroom_wordpress_items",
                columns: table => new
                {
                    site = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    picture = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    file = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    path = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    author = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    terms = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_wordpress_items", x => new { x.site, x.item_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_wordpress_items_item_id",
                table: "newsroom_wordpress_items",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_wordpress_items_path",
                table: "newsroom_wordpress_items",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_wordpress_items_slug",
                table: "newsroom_wordpress_items",
                column: "slug");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsroom_wordpress_items");
        }
    }
}
