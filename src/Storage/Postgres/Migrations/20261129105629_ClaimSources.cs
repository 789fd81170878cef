using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ClaimSources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_undated",
                table: "progress_figures",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "source_retrieved",
                table: "progress_figures",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_url",
                table: "progress_figures",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "source_retrieved",
                table: "progress_events",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_url",
                table: "progress_events",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "source_retrieved",
                table: "progress_competing_dates",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_url",
                table: "progress_competing_dates",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "retrieved",
                table: "members_sources",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "url",
                table: "members_sources",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_undated",
                table: "progress_figures");

            migrationBuilder.DropColumn(
                name: "source_retrieved",
                table: "progress_figures");

            migrationBuilder.DropColumn(
                name: "source_url",
                table: "progress_figures");

            migrationBuilder.DropColumn(
                name: "source_retrieved",
                table: "progress_events");

            migrationBuilder.DropColumn(
                name: "source_url",
                table: "progress_events");

            migrationBuilder.DropColumn(
                name: "source_retrieved",
                table: "progress_competing_dates");

            migrationBuilder.DropColumn(
                name: "source_url",
                table: "progress_competing_dates");

            migrationBuilder.DropColumn(
                name: "retrieved",
                table: "members_sources");

            migrationBuilder.DropColumn(
                name: "url",
                table: "members_sources");
        }
    }
}
