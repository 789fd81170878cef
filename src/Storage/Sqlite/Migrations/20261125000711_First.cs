using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    module = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    topics = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    data = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "journal_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "media_files",
                columns: table => new
                {
                    digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_files", x => x.digest);
                });

            migrationBuilder.CreateTable(
                name: "media_pictures",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_pictures", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "members_groups",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    effort = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_groups", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "members_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    attested_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    known = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    left_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_members", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "members_stated_totals",
                columns: table => new
                {
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    known = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_stated_totals", x => x.on);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    speaker = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    place = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    picture = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    file_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_lead_slots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    from_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_lead_slots", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_place_names",
                columns: table => new
                {
                    place = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_place_names", x => new { x.place, x.language });
                });

            migrationBuilder.CreateTable(
                name: "progress_events",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    known = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    phase = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    is_milestone = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_turning_point = table.Column<bool>(type: "INTEGER", nullable: false),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_events", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "progress_figures",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    value = table.Column<decimal>(type: "TEXT", precision: 20, scale: 4, nullable: false),
                    precision = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    known = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    series = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    is_key = table.Column<bool>(type: "INTEGER", nullable: false),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_figures", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "progress_phase_names",
                columns: table => new
                {
                    phase = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_phase_names", x => new { x.phase, x.language });
                });

            migrationBuilder.CreateTable(
                name: "media_picture_editions",
                columns: table => new
                {
                    picture = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    file = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    alt = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    caption = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_picture_editions", x => new { x.picture, x.language });
                    table.ForeignKey(
                        name: "fk_media_picture_editions_media_pictures_picture",
                        column: x => x.picture,
                        principalTable: "media_pictures",
                        principalColumn: "name",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "members_co_leads",
                columns: table => new
                {
                    group = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    member = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_co_leads", x => new { x.group, x.member });
                    table.ForeignKey(
                        name: "fk_members_co_leads_members_groups_group",
                        column: x => x.group,
                        principalTable: "members_groups",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "members_group_names",
                columns: table => new
                {
                    group = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_group_names", x => new { x.group, x.language });
                    table.ForeignKey(
                        name: "fk_members_group_names_members_groups_group",
                        column: x => x.group,
                        principalTable: "members_groups",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "members_names",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_names", x => new { x.member_id, x.language, x.until });
                    table.ForeignKey(
                        name: "fk_members_names_members_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_editions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    moved_to = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    public_revision = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_editions", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_editions_newsroom_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "newsroom_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_topics",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    scheme = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_topics", x => new { x.document_id, x.scheme, x.value });
                    table.ForeignKey(
                        name: "fk_newsroom_topics_newsroom_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "newsroom_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "progress_competing_dates",
                columns: table => new
                {
                    @event = table.Column<string>(name: "event", type: "TEXT", maxLength: 2000, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    stated_by = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_competing_dates", x => new { x.@event, x.on });
                    table.ForeignKey(
                        name: "fk_progress_competing_dates_progress_events_event",
                        column: x => x.@event,
                        principalTable: "progress_events",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "progress_event_texts",
                columns: table => new
                {
                    @event = table.Column<string>(name: "event", type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    @short = table.Column<string>(name: "short", type: "TEXT", maxLength: 2000, nullable: true),
                    stated_by = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_event_texts", x => new { x.@event, x.language });
                    table.ForeignKey(
                        name: "fk_progress_event_texts_progress_events_event",
                        column: x => x.@event,
                        principalTable: "progress_events",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "progress_figure_texts",
                columns: table => new
                {
                    figure = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    what = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    meaning = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_figure_texts", x => new { x.figure, x.language });
                    table.ForeignKey(
                        name: "fk_progress_figure_texts_progress_figures_figure",
                        column: x => x.figure,
                        principalTable: "progress_figures",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    edition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    body = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    items = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: true),
                    made_from_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    made_by = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    source_digest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_revisions_newsroom_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "newsroom_editions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_statuses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    edition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    notice = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_statuses", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_statuses_newsroom_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "newsroom_editions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "journal_head",
                columns: new[] { "id", "hash", "seq" },
                values: new object[] { 1, "0000000000000000000000000000000000000000000000000000000000000000", 0L });

            migrationBuilder.CreateIndex(
                name: "ix_journal_previous_hash",
                table: "journal",
                column: "previous_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_journal_subject",
                table: "journal",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_members_members_slug",
                table: "members_members",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_documents_slug",
                table: "newsroom_documents",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_editions_document_id_language",
                table: "newsroom_editions",
                columns: new[] { "document_id", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_editions_language_kind_published_at",
                table: "newsroom_editions",
                columns: new[] { "language", "kind", "published_at" });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_revisions_edition_id_number",
                table: "newsroom_revisions",
                columns: new[] { "edition_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_statuses_edition_id_at",
                table: "newsroom_statuses",
                columns: new[] { "edition_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_topics_scheme_value",
                table: "newsroom_topics",
                columns: new[] { "scheme", "value" });

            AppendOnly.Protect(migrationBuilder, "journal", "newsroom_revisions", "newsroom_statuses");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "journal_head");

            migrationBuilder.DropTable(
                name: "media_files");

            migrationBuilder.DropTable(
                name: "media_picture_editions");

            migrationBuilder.DropTable(
                name: "members_co_leads");

            migrationBuilder.DropTable(
                name: "members_group_names");

            migrationBuilder.DropTable(
                name: "members_names");

            migrationBuilder.DropTable(
                name: "members_stated_totals");

            migrationBuilder.DropTable(
                name: "newsroom_lead_slots");

            migrationBuilder.DropTable(
                name: "newsroom_place_names");

            migrationBuilder.DropTable(
                name: "newsroom_revisions");

            migrationBuilder.DropTable(
                name: "newsroom_statuses");

            migrationBuilder.DropTable(
                name: "newsroom_topics");

            migrationBuilder.DropTable(
                name: "progress_competing_dates");

            migrationBuilder.DropTable(
                name: "progress_event_texts");

            migrationBuilder.DropTable(
                name: "progress_figure_texts");

            migrationBuilder.DropTable(
                name: "progress_phase_names");

            migrationBuilder.DropTable(
                name: "media_pictures");

            migrationBuilder.DropTable(
                name: "members_groups");

            migrationBuilder.DropTable(
                name: "members_members");

            migrationBuilder.DropTable(
                name: "newsroom_editions");

            migrationBuilder.DropTable(
                name: "progress_events");

            migrationBuilder.DropTable(
                name: "progress_figures");

            migrationBuilder.DropTable(
                name: "newsroom_documents");
        }
    }
}
