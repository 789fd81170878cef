using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PictureRenditions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "type",
                table: "media_picture_editions",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "image/svg+xml");

            migrationBuilder.CreateTable(
                name: "media_picture_renditions",
                columns: table => new
                {
                    picture = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    file = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_picture_renditions", x => new { x.picture, x.language, x.type, x.width });
                    table.ForeignKey(
                        name: "fk_media_picture_renditions_media_picture_editions_picture_language",
                        columns: x => new { x.picture, x.language },
                        principalTable: "media_picture_editions",
                        principalColumns: new[] { "picture", "language" },
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "media_picture_renditions");

            migrationBuilder.DropColumn(
                name: "type",
                table: "media_picture_editions");
        }
    }
}
