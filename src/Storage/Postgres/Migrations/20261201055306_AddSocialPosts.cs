using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddSocialPosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "socialposts_posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    account = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    network = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    text = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false),
                    has_picture = table.Column<bool>(type: "boolean", nullable: false),
                    alt = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    written_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    approved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    first_tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    may_have_arrived = table.Column<bool>(type: "boolean", nullable: false),
                    leased_by = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    remote_id = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    remote_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    answer = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_socialposts_posts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_socialposts_posts_document_id_id",
                table: "socialposts_posts",
                columns: new[] { "document_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_socialposts_posts_state_due_at",
                table: "socialposts_posts",
                columns: new[] { "state", "due_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "socialposts_posts");
        }
    }
}
