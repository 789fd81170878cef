using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Wall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "wall_bans",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_bans", x => new { x.kind, x.value });
                });

            migrationBuilder.CreateTable(
                name: "wall_sources",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    member = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    effort = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    is_trusted = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    secret = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_sources", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "wall_polling",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    entity_tag = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    last_modified = table.Column<DateTime>(type: "TEXT", nullable: true),
                    newest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    account = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    next_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tried_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    good_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_polling", x => x.source);
                    table.ForeignKey(
                        name: "fk_wall_polling_wall_sources_source",
                        column: x => x.source,
                        principalTable: "wall_sources",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wall_posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    link = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    author = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    imported_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    edited_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    order = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    warning = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    state_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    pinned_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    folded_into = table.Column<Guid>(type: "TEXT", nullable: true),
                    member = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_wall_posts_wall_sources_source",
                        column: x => x.source,
                        principalTable: "wall_sources",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wall_pictures",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    film = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_pictures", x => new { x.post_id, x.position });
                    table.ForeignKey(
                        name: "fk_wall_pictures_wall_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "wall_posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wall_topics",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    scheme = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    order = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_topics", x => new { x.post_id, x.scheme, x.value });
                    table.ForeignKey(
                        name: "fk_wall_topics_wall_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "wall_posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wall_translations",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_translations", x => new { x.post_id, x.language });
                    table.ForeignKey(
                        name: "fk_wall_translations_wall_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "wall_posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_wall_polling_next_at",
                table: "wall_polling",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_fingerprint",
                table: "wall_posts",
                column: "fingerprint");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_folded_into",
                table: "wall_posts",
                column: "folded_into");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_pinned_at",
                table: "wall_posts",
                column: "pinned_at",
                filter: "pinned_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_source_source_id",
                table: "wall_posts",
                columns: new[] { "source", "source_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_language_order",
                table: "wall_posts",
                columns: new[] { "state", "language", "order" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_member_order",
                table: "wall_posts",
                columns: new[] { "state", "member", "order" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_order",
                table: "wall_posts",
                columns: new[] { "state", "order" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_topics_scheme_value_order",
                table: "wall_topics",
                columns: new[] { "scheme", "value", "order" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wall_bans");

            migrationBuilder.DropTable(
                name: "wall_pictures");

            migrationBuilder.DropTable(
                name: "wall_polling");

            migrationBuilder.DropTable(
                name: "wall_topics");

            migrationBuilder.DropTable(
                name: "wall_translations");

            migrationBuilder.DropTable(
                name: "wall_posts");

            migrationBuilder.DropTable(
                name: "wall_sources");
        }
    }
}
