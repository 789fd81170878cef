using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Newsroom;
using Concord.Newsroom.Commands;
using Microsoft.Extensions.DependencyInjection;
using static Concord.Cli.CommandRunner;
using static Concord.Cli.DocumentOptions;

namespace Concord.Cli;

/// <summary>Commands that list and show documents.</summary>
internal static class DocumentReadCommands
{
    public static IEnumerable<Command> All() => [List(), Show(), Preview()];

    private static Command List()
    {
        var kind = new Option<string?>("--kind") { Description = "Only this kind, such as statement." };
        var page = new Option<int>("--page")
        {
            Description = "Which fifty; the first if not given.",
            DefaultValueFactory = _ => 1,
        };
        var json = AsJson();
        var command = new Command("list", "Lists documents, newest first.") { kind, page, json };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        const int PageSize = 50;
                        var skip = (Math.Clamp(parsed.GetValue(page), 1, 1_000_000) - 1) * PageSize;
                        var found = await services
                            .GetRequiredService<DocumentQueries>()
                            .ListAsync(parsed.GetValue(kind), skip, PageSize, cancellation);
                        if (parsed.GetValue(json))
                        {
                            Console.WriteLine(JsonSerializer.Serialize(found, Json));
                            return 0;
                        }

                        foreach (var document in found)
                        {
                            var editions = document.Editions.Select(edition =>
                                $"{edition.Language} {edition.State.ToLowerInvariant()}"
                            );
                            Console.WriteLine(
                                $"{document.PublishedAt:yyyy-MM-dd}  {document.Kind, -9}  {document.Slug}  ({string.Join(", ", editions)})"
                            );
                        }

                        if (found.Count == 0)
                        {
                            await Console.Error.WriteLineAsync(
                                "There is no document here. Write one: concord document draft SLUG"
                            );
                        }

                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Show()
    {
        var (slug, json) = (Slug(), AsJson());
        var command = new Command("show", "Shows the revisions and states of a document.") { slug, json };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        var found = await services
                            .GetRequiredService<DocumentQueries>()
                            .ShowAsync(parsed.GetRequiredValue(slug), cancellation);
                        if (found is null)
                        {
                            return await FailAsync(
                                new NewsroomResult(NewsroomCode.UnknownDocument, parsed.GetRequiredValue(slug)),
                                parsed.GetValue(json)
                            );
                        }

                        if (parsed.GetValue(json))
                        {
                            Console.WriteLine(JsonSerializer.Serialize(found, Json));
                        }
                        else
                        {
                            Print(found);
                        }

                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static void Print(DocumentHistory document)
    {
        Console.WriteLine($"{document.Slug} ({document.Kind}, {document.PublishedAt:yyyy-MM-dd})");
        foreach (var edition in document.Editions)
        {
            var seen = edition.PublicRevision is { } number ? $"readers see revision {number}" : "not released";
            Console.WriteLine($"{edition.Language}: {edition.State.ToLowerInvariant()}, {seen}");
            foreach (var revision in edition.Revisions)
            {
                Console.WriteLine(
                    $"  revision {revision.Number}  {revision.CreatedAt:yyyy-MM-dd HH:mm}Z  {revision.CreatedBy}  {revision.Title}"
                );
            }

            foreach (var status in edition.Statuses)
            {
                var more = status.Notice ?? (status.MovedTo is { } to ? $"to {to}" : "");
                Console.WriteLine(
                    $"  {status.State.ToLowerInvariant()}  {status.At:yyyy-MM-dd HH:mm}Z  {status.Actor}  revision {status.Revision}  {more}".TrimEnd()
                );
            }
        }

        foreach (var set in document.Scheduled)
        {
            Console.WriteLine($"release {set.Id:N} is due {set.DueAt:yyyy-MM-dd HH:mm}Z{(set.IsOverdue ? " and overdue" : "")}");
        }
    }

    private static Command Preview()
    {
        var (slug, language) = (Slug(), OneLanguage());
        var revision = new Option<int?>("--revision") { Description = "The newest if not given." };
        var hours = new Option<int>("--hours")
        {
            Description = "How long the link works; 72 if not given.",
            DefaultValueFactory = _ => 72,
        };
        var command = new Command("preview", "Prints a link that shows a revision to whoever has it.")
        {
            slug,
            language,
            revision,
            hours,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        var (name, code) = (parsed.GetRequiredValue(slug), parsed.GetRequiredValue(language));
                        var found = await services
                            .GetRequiredService<DocumentQueries>()
                            .TextAsync(name, code, parsed.GetValue(revision), cancellation);
                        if (found is null)
                        {
                            return await FailAsync(new NewsroomResult(NewsroomCode.UnknownEdition, name, code), json: false);
                        }

                        var lifetime = TimeSpan.FromHours(Math.Clamp(parsed.GetValue(hours), 1, 24 * 90));
                        var token = services.GetRequiredService<PreviewLinks>().TokenFor(found.Id, lifetime);
                        var site = services.GetRequiredService<SiteAddress>().Public ?? "http://localhost:5080";
                        Console.WriteLine($"{site}{DocumentAddress.Of(code, found.Kind, name)}?{PreviewLinks.QueryKey}={token}");
                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }
}
