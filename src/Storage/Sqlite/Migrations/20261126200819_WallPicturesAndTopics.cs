using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WallPicturesAndTopics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_wall_topics_scheme_value_order",
                table: "wall_topics");

            migrationBuilder.DropIndex(
                name: "ix_wall_posts_state_language_order",
                table: "wall_posts");

            migrationBuilder.DropIndex(
                name: "ix_wall_posts_state_member_order",
                table: "wall_posts");

            migrationBuilder.AddColumn<string>(
                name: "effort",
                table: "wall_topics",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "wall_topics",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "member",
                table: "wall_topics",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

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

            migrationBuilder.Sql(
                """
                UPDATE wall_topics SET
                    member = (SELECT post.member FROM wall_posts AS post WHERE post.id = wall_topics.post_id),
                    language = (SELECT post.language FROM wall_posts AS post WHERE post.id = wall_topics.post_id),
                    effort = (
                        SELECT other.value FROM wall_topics AS other
                        WHERE other.post_id = wall_topics.post_id AND other.scheme = 'Effort'
                    );
                """
            );

            migrationBuilder.CreateIndex(
                name: "ix_wall_topics_way",
                table: "wall_topics",
                columns: new[] { "scheme", "value", "order", "member", "language", "effort", "post_id" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_source_missing_since",
                table: "wall_posts",
                columns: new[] { "source", "missing_since" },
                filter: "missing_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_language_order_member",
                table: "wall_posts",
                columns: new[] { "state", "language", "order", "member" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_member_order_language",
                table: "wall_posts",
                columns: new[] { "state", "member", "order", "language" });

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
                name: "ix_wall_topics_way",
                table: "wall_topics");

            migrationBuilder.DropIndex(
                name: "ix_wall_posts_source_missing_since",
                table: "wall_posts");

            migrationBuilder.DropIndex(
                name: "ix_wall_posts_state_language_order_member",
                table: "wall_posts");

            migrationBuilder.DropIndex(
                name: "ix_wall_posts_state_member_order_language",
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
                name: "effort",
                table: "wall_topics");

            migrationBuilder.DropColumn(
                name: "language",
                table: "wall_topics");

            migrationBuilder.DropColumn(
                name: "member",
                table: "wall_topics");

            migrationBuilder.DropColumn(
                name: "missing_since",
                table: "wall_posts");

            migrationBuilder.DropColumn(
                name: "address",
                table: "wall_pictures");

            migrationBuilder.CreateIndex(
                name: "ix_wall_topics_scheme_value_order",
                table: "wall_topics",
                columns: new[] { "scheme", "value", "order" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_language_order",
                table: "wall_posts",
                columns: new[] { "state", "language", "order" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_member_order",
                table: "wall_posts",
                columns: new[] { "state", "member", "order" });
        }
    }
}
