using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WallPictureAddresses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "missing_since",
                table: "wall_posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "wall_pictures",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_source_missing_since",
                table: "wall_posts",
                columns: new[] { "source", "missing_since" },
                filter: "missing_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wall_pictures_name",
                table: "wall_pictures",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_media_picture_renditions_file",
                table: "media_picture_renditions",
                column: "file");

            migrationBuilder.CreateIndex(
                name: "ix_media_picture_editions_file",
                table: "media_picture_editions",
                column: "file");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_wall_posts_source_missing_since",
                table: "wall_posts");

            migrationBuilder.DropIndex(
                name: "ix_wall_pictures_name",
                table: "wall_pictures");

            migrationBuilder.DropIndex(
                name: "ix_media_picture_renditions_file",
                table: "media_picture_renditions");

            migrationBuilder.DropIndex(
                name: "ix_media_picture_editions_file",
                table: "media_picture_editions");

            migrationBuilder.DropColumn(
                name: "missing_since",
                table: "wall_posts");

            migrationBuilder.DropColumn(
                name: "address",
                table: "wall_pictures");
        }
    }
}
