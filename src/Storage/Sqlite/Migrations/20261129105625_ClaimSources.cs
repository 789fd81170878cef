using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Storage.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "source_retrieved",
                table: "progress_figures",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_url",
                table: "progress_figures",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "source_retrieved",
                table: "progress_events",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_url",
                table: "progress_events",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "source_retrieved",
                table: "progress_competing_dates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_url",
                table: "progress_competing_dates",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "retrieved",
                table: "members_sources",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "url",
                table: "members_sources",
                type: "TEXT",
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
