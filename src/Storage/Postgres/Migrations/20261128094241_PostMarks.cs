using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PostMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_sensitive",
                table: "wall_posts",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_undated",
                table: "wall_posts",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quoted_author",
                table: "wall_posts",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quoted_link",
                table: "wall_posts",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quoted_text",
                table: "wall_posts",
                type: "character varying(10000)",
                maxLength: 10000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "fault_count",
                table: "wall_poll_states",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "faults",
                table: "wall_poll_states",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_sensitive",
                table: "wall_posts");

            migrationBuilder.DropColumn(
                name: "is_undated",
                table: "wall_posts");

            migrationBuilder.DropColumn(
                name: "quoted_author",
                table: "wall_posts");

            migrationBuilder.DropColumn(
                name: "quoted_link",
                table: "wall_posts");

            migrationBuilder.DropColumn(
                name: "quoted_text",
                table: "wall_posts");

            migrationBuilder.DropColumn(
                name: "fault_count",
                table: "wall_poll_states");

            migrationBuilder.DropColumn(
                name: "faults",
                table: "wall_poll_states");
        }
    }
}
