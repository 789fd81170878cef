using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    display_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    password_hash = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    is_two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    authenticator_key = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    last_time_step = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    xml = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    module = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    subject = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    tags = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    data = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    rows = table.Column<string>(type: "character varying(10000000)", maxLength: 10000000, nullable: true),
                    previous_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "journal_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "media_files",
                columns: table => new
                {
                    digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    type = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_files", x => x.digest);
                });

            migrationBuilder.CreateTable(
                name: "media_pictures",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_pictures", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "members_groups",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    effort = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_groups", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "members_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    code = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    attested_by = table.Column<DateOnly>(type: "date", nullable: false),
                    known = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_members", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "members_sources",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_sources", x => new { x.key, x.language });
                });

            migrationBuilder.CreateTable(
                name: "members_stated_totals",
                columns: table => new
                {
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    known = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_stated_totals", x => x.on);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    speaker = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    place = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    picture = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    file_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    file_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    description_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    imported_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_lead_slots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    from_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_lead_slots", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "newsroom_place_names",
                columns: table => new
                {
                    place = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_place_names", x => new { x.place, x.language });
                });

            migrationBuilder.CreateTable(
                name: "newsroom_release_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    scheduled_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    scheduled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    executed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_release_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "progress_events",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    known = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    phase = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    is_milestone = table.Column<bool>(type: "boolean", nullable: false),
                    is_turning_point = table.Column<bool>(type: "boolean", nullable: false),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_events", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "progress_figures",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    value = table.Column<decimal>(type: "numeric(20,4)", precision: 20, scale: 4, nullable: false),
                    precision = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    known = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    series = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    is_key = table.Column<bool>(type: "boolean", nullable: false),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_figures", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "progress_phase_names",
                columns: table => new
                {
                    phase = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_phase_names", x => new { x.phase, x.language });
                });

            migrationBuilder.CreateTable(
                name: "visits_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    path = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits_days", x => new { x.day, x.path });
                });

            migrationBuilder.CreateTable(
                name: "wall_block_rules",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    value = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_block_rules", x => new { x.kind, x.value });
                });

            migrationBuilder.CreateTable(
                name: "wall_sources",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    member = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    effort = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    is_trusted = table.Column<bool>(type: "boolean", nullable: false),
                    is_internal = table.Column<bool>(type: "boolean", nullable: false),
                    is_paused = table.Column<bool>(type: "boolean", nullable: false),
                    secret = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_sources", x => x.slug);
                });

            migrationBuilder.CreateTable(
                name: "write_locks",
                columns: table => new
                {
                    scope = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    holders = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_write_locks", x => x.scope);
                });

            migrationBuilder.CreateTable(
                name: "accounts_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    transports = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    is_user_verified = table.Column<bool>(type: "boolean", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    attestation_object = table.Column<byte[]>(type: "bytea", nullable: false),
                    client_data_json = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_accounts_passkeys_accounts_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "accounts_recovery_codes",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_recovery_codes", x => new { x.account_id, x.hash });
                    table.ForeignKey(
                        name: "fk_accounts_recovery_codes_accounts_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "media_picture_editions",
                columns: table => new
                {
                    picture = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    file = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    type = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    alt = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    caption = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_picture_editions", x => new { x.picture, x.language });
                    table.ForeignKey(
                        name: "fk_media_picture_editions_media_pictures_picture",
                        column: x => x.picture,
                        principalTable: "media_pictures",
                        principalColumn: "name");
                });

            migrationBuilder.CreateTable(
                name: "members_co_leads",
                columns: table => new
                {
                    group = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    member = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_co_leads", x => new { x.group, x.member });
                    table.ForeignKey(
                        name: "fk_members_co_leads_members_groups_group",
                        column: x => x.group,
                        principalTable: "members_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "members_group_names",
                columns: table => new
                {
                    group = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_group_names", x => new { x.group, x.language });
                    table.ForeignKey(
                        name: "fk_members_group_names_members_groups_group",
                        column: x => x.group,
                        principalTable: "members_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "members_names",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_names", x => new { x.member_id, x.language, x.until });
                    table.ForeignKey(
                        name: "fk_members_names_members_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "newsroom_editions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    moved_to = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    public_revision = table.Column<int>(type: "integer", nullable: true),
                    clearance_requested_for = table.Column<int>(type: "integer", nullable: true),
                    cleared_revision = table.Column<int>(type: "integer", nullable: true),
                    imported_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_editions", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_editions_newsroom_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "newsroom_documents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "newsroom_topics",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scheme = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_topics", x => new { x.document_id, x.scheme, x.value });
                    table.ForeignKey(
                        name: "fk_newsroom_topics_newsroom_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "newsroom_documents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "newsroom_release_items",
                columns: table => new
                {
                    release_set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_release_items", x => new { x.release_set_id, x.edition_id });
                    table.ForeignKey(
                        name: "fk_newsroom_release_items_newsroom_release_sets_release_set_id",
                        column: x => x.release_set_id,
                        principalTable: "newsroom_release_sets",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "progress_competing_dates",
                columns: table => new
                {
                    @event = table.Column<string>(name: "event", type: "character varying(2000)", maxLength: 2000, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    stated_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_competing_dates", x => new { x.@event, x.on });
                    table.ForeignKey(
                        name: "fk_progress_competing_dates_progress_events_event",
                        column: x => x.@event,
                        principalTable: "progress_events",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "progress_event_texts",
                columns: table => new
                {
                    @event = table.Column<string>(name: "event", type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    title = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    @short = table.Column<string>(name: "short", type: "character varying(2000)", maxLength: 2000, nullable: true),
                    stated_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_event_texts", x => new { x.@event, x.language });
                    table.ForeignKey(
                        name: "fk_progress_event_texts_progress_events_event",
                        column: x => x.@event,
                        principalTable: "progress_events",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "progress_figure_texts",
                columns: table => new
                {
                    figure = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    unit = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    what = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    source = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    meaning = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_figure_texts", x => new { x.figure, x.language });
                    table.ForeignKey(
                        name: "fk_progress_figure_texts_progress_figures_figure",
                        column: x => x.figure,
                        principalTable: "progress_figures",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "wall_poll_states",
                columns: table => new
                {
                    source = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    entity_tag = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    last_modified = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    newest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    account = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    good_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_poll_states", x => x.source);
                    table.ForeignKey(
                        name: "fk_wall_poll_states_wall_sources_source",
                        column: x => x.source,
                        principalTable: "wall_sources",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "wall_posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    source_id = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    link = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    author = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    imported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    edited_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    order = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false),
                    warning = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    state_note = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: true),
                    pinned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    duplicate_of = table.Column<Guid>(type: "uuid", nullable: true),
                    member = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    suspected_deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    source_digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_wall_posts_wall_sources_source",
                        column: x => x.source,
                        principalTable: "wall_sources",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "media_picture_renditions",
                columns: table => new
                {
                    picture = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    type = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    file = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_picture_renditions", x => new { x.picture, x.language, x.type, x.width });
                    table.ForeignKey(
                        name: "fk_media_picture_renditions_media_picture_editions_picture_lan",
                        columns: x => new { x.picture, x.language },
                        principalTable: "media_picture_editions",
                        principalColumns: new[] { "picture", "language" });
                });

            migrationBuilder.CreateTable(
                name: "newsroom_released_texts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    body = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    items = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: true),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_released_texts", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_released_texts_newsroom_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "newsroom_editions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "newsroom_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    body = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    items = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: true),
                    source_revision_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    digest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_revisions_newsroom_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "newsroom_editions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "newsroom_statuses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    actor = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    notice = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    moved_to = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsroom_statuses", x => x.id);
                    table.ForeignKey(
                        name: "fk_newsroom_statuses_newsroom_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "newsroom_editions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "wall_pictures",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    film = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_pictures", x => new { x.post_id, x.position });
                    table.ForeignKey(
                        name: "fk_wall_pictures_wall_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "wall_posts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "wall_topics",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scheme = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    order = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    member = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    effort = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_topics", x => new { x.post_id, x.scheme, x.value });
                    table.ForeignKey(
                        name: "fk_wall_topics_wall_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "wall_posts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "wall_translations",
                columns: table => new
                {
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    text = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wall_translations", x => new { x.post_id, x.language });
                    table.ForeignKey(
                        name: "fk_wall_translations_wall_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "wall_posts",
                        principalColumn: "id");
                });

            migrationBuilder.InsertData(
                table: "journal_head",
                columns: new[] { "id", "hash", "seq" },
                values: new object[] { 1, "0000000000000000000000000000000000000000000000000000000000000000", 0L });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_accounts_normalized_user_name",
                table: "accounts_accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_passkeys_account_id",
                table: "accounts_passkeys",
                column: "account_id");

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
                name: "ix_media_picture_editions_file",
                table: "media_picture_editions",
                column: "file");

            migrationBuilder.CreateIndex(
                name: "ix_media_picture_renditions_file",
                table: "media_picture_renditions",
                column: "file");

            migrationBuilder.CreateIndex(
                name: "ix_members_members_slug",
                table: "members_members",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_documents_kind_position",
                table: "newsroom_documents",
                columns: new[] { "kind", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_documents_place",
                table: "newsroom_documents",
                column: "place");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_documents_published_at_slug",
                table: "newsroom_documents",
                columns: new[] { "published_at", "slug" });

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
                name: "ix_newsroom_editions_listed",
                table: "newsroom_editions",
                columns: new[] { "language", "published_at", "document_id", "kind", "state", "public_revision" },
                descending: new[] { false, true, false, false, false, false });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_release_items_edition_id",
                table: "newsroom_release_items",
                column: "edition_id");

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_release_sets_executed_at_due_at",
                table: "newsroom_release_sets",
                columns: new[] { "executed_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_released_texts_edition_id_number",
                table: "newsroom_released_texts",
                columns: new[] { "edition_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_revisions_edition_id_number",
                table: "newsroom_revisions",
                columns: new[] { "edition_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_statuses_edition_id_number",
                table: "newsroom_statuses",
                columns: new[] { "edition_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsroom_topics_scheme_value",
                table: "newsroom_topics",
                columns: new[] { "scheme", "value" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_pictures_name",
                table: "wall_pictures",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_wall_poll_states_next_at",
                table: "wall_poll_states",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_duplicate_of",
                table: "wall_posts",
                column: "duplicate_of");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_fingerprint",
                table: "wall_posts",
                column: "fingerprint");

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
                name: "ix_wall_posts_source_suspected_deleted_at",
                table: "wall_posts",
                columns: new[] { "source", "suspected_deleted_at" },
                filter: "suspected_deleted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_language_order_member",
                table: "wall_posts",
                columns: new[] { "state", "language", "order", "member" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_member_order_language",
                table: "wall_posts",
                columns: new[] { "state", "member", "order", "language" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_posts_state_order",
                table: "wall_posts",
                columns: new[] { "state", "order" });

            migrationBuilder.CreateIndex(
                name: "ix_wall_topics_way",
                table: "wall_topics",
                columns: new[] { "scheme", "value", "order", "member", "language", "effort", "post_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accounts_passkeys");

            migrationBuilder.DropTable(
                name: "accounts_recovery_codes");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "journal_head");

            migrationBuilder.DropTable(
                name: "media_files");

            migrationBuilder.DropTable(
                name: "media_picture_renditions");

            migrationBuilder.DropTable(
                name: "members_co_leads");

            migrationBuilder.DropTable(
                name: "members_group_names");

            migrationBuilder.DropTable(
                name: "members_names");

            migrationBuilder.DropTable(
                name: "members_sources");

            migrationBuilder.DropTable(
                name: "members_stated_totals");

            migrationBuilder.DropTable(
                name: "newsroom_lead_slots");

            migrationBuilder.DropTable(
                name: "newsroom_place_names");

            migrationBuilder.DropTable(
                name: "newsroom_release_items");

            migrationBuilder.DropTable(
                name: "newsroom_released_texts");

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
                name: "visits_days");

            migrationBuilder.DropTable(
                name: "wall_block_rules");

            migrationBuilder.DropTable(
                name: "wall_pictures");

            migrationBuilder.DropTable(
                name: "wall_poll_states");

            migrationBuilder.DropTable(
                name: "wall_topics");

            migrationBuilder.DropTable(
                name: "wall_translations");

            migrationBuilder.DropTable(
                name: "write_locks");

            migrationBuilder.DropTable(
                name: "accounts_accounts");

            migrationBuilder.DropTable(
                name: "media_picture_editions");

            migrationBuilder.DropTable(
                name: "members_groups");

            migrationBuilder.DropTable(
                name: "members_members");

            migrationBuilder.DropTable(
                name: "newsroom_release_sets");

            migrationBuilder.DropTable(
                name: "newsroom_editions");

            migrationBuilder.DropTable(
                name: "progress_events");

            migrationBuilder.DropTable(
                name: "progress_figures");

            migrationBuilder.DropTable(
                name: "wall_posts");

            migrationBuilder.DropTable(
                name: "media_pictures");

            migrationBuilder.DropTable(
                name: "newsroom_documents");

            migrationBuilder.DropTable(
                name: "wall_sources");
        }
    }
}
