using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class MeetingsAndLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "document",
                table: "progress_events",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_meeting",
                table: "progress_events",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "links",
                table: "members_members",
                type: "character varying(20000)",
                maxLength: 20000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "document",
                table: "progress_events");

            migrationBuilder.DropColumn(
                name: "is_meeting",
                table: "progress_events");

            migrationBuilder.DropColumn(
                name: "links",
                table: "members_members");
        }
    }
}
