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

namespace Concord.Cli;

/// <summary><c>concord document …</c>: everything that can be done to a document, without a browser.</summary>
internal static class DocumentCommands
{
    private static readonly Actor Operator = Actor.Command("document");

    public static Command Command() =>
        new("document", "Lists, writes and releases documents.")
        {
            List(),
            Show(),
            Draft(),
            Translate(),
            Preview(),
            RequestClearance(),
            Clear(),
            Release(),
            Schedule(),
            Cancel(),
            Correct(),
            Withdraw(),
            Remove(),
            Move(),
        };

    private static Argument<string> Slug() => new("SLUG") { Description = "Last part of the document's address." };

    private static Option<string?> Language() => new("--language") { Description = "Such as ar; all languages if not given." };

    private static Option<string> OneLanguage() => new("--language") { Description = "Such as ar.", Required = true };

    private static Option<string?> Reason() => new("--reason") { Description = "Why; kept in the journal." };

    private static Option<bool> AsJson() => new("--json") { Description = "Prints the result as JSON." };

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

    private static Command Draft()
    {
        var (slug, language, json) = (Slug(), OneLanguage(), AsJson());
        var text = new TextOptions();
        var kind = new Option<string?>("--kind") { Description = "Kind of a new document, such as statement or story." };
        var date = new Option<DateTimeOffset?>("--date") { Description = "Date of a new document; now if not given." };
        var based = new Option<int?>("--based-on")
        {
            Description = "Number of the revision you edited; refused where there is a newer one.",
        };
        var command = new Command("draft", "Saves a text as the newest revision; readers see nothing of it.")
        {
            slug,
            language,
            kind,
            date,
            based,
            json,
        };
        text.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    async services =>
                        await services
                            .GetRequiredService<SaveDraft>()
                            .RunAsync(
                                await text.ReadAsync(
                                    services,
                                    parsed,
                                    parsed.GetRequiredValue(slug),
                                    parsed.GetRequiredValue(language),
                                    cancellation
                                ) with
                                {
                                    Kind = parsed.GetValue(kind),
                                    PublishedAt = parsed.GetValue(date)?.UtcDateTime,
                                    BasedOn = parsed.GetValue(based),
                                },
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Translate()
    {
        var (slug, language, json) = (Slug(), OneLanguage(), AsJson());
        var text = new TextOptions();
        var from = new Option<string>("--from") { Description = "Language it was translated from.", Required = true };
        var revision = new Option<int?>("--from-revision")
        {
            Description = "The revision that was translated; the newest if not given.",
        };
        var command = new Command("translate", "Saves a translation as the newest revision.")
        {
            slug,
            language,
            from,
            revision,
            json,
        };
        text.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    async services =>
                        await services
                            .GetRequiredService<SubmitTranslation>()
                            .RunAsync(
                                await text.ReadAsync(
                                    services,
                                    parsed,
                                    parsed.GetRequiredValue(slug),
                                    parsed.GetRequiredValue(language),
                                    cancellation
                                ),
                                parsed.GetRequiredValue(from),
                                parsed.GetValue(revision),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
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

    private static Command RequestClearance()
    {
        var (slug, language, json) = (Slug(), OneLanguage(), AsJson());
        var command = new Command("request-clearance", "Asks that the newest revision be cleared for release.")
        {
            slug,
            language,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<RequestClearance>()
                            .RunAsync(parsed.GetRequiredValue(slug), parsed.GetRequiredValue(language), Operator, cancellation),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Clear()
    {
        var (slug, language, reason, json) = (Slug(), OneLanguage(), Reason(), AsJson());
        var command = new Command("clear", "Clears the revision whose clearance was requested.") { slug, language, reason, json };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<Clear>()
                            .RunAsync(
                                parsed.GetRequiredValue(slug),
                                parsed.GetRequiredValue(language),
                                parsed.GetValue(reason),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Release()
    {
        var (slug, language, reason, json) = (Slug(), Language(), Reason(), AsJson());
        var command = new Command("release", "Makes the newest revisions public.") { slug, language, reason, json };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<Release>()
                            .RunAsync(
                                parsed.GetRequiredValue(slug),
                                parsed.GetValue(language),
                                parsed.GetValue(reason),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Schedule()
    {
        var slugs = new Argument<string[]>("SLUG")
        {
            Description = "Documents that become public together.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (language, reason, json) = (Language(), Reason(), AsJson());
        var at = new Option<DateTimeOffset>("--at") { Description = "When, such as 2020-10-23T09:00Z.", Required = true };
        var command = new Command("schedule", "Schedules the newest revisions of documents to become public together.")
        {
            slugs,
            at,
            language,
            reason,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<ScheduleRelease>()
                            .RunAsync(
                                parsed.GetRequiredValue(slugs),
                                parsed.GetValue(language),
                                parsed.GetRequiredValue(at).UtcDateTime,
                                parsed.GetValue(reason),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Cancel()
    {
        var set = new Argument<Guid>("RELEASE") { Description = "Id of the release, as “show” prints it." };
        var (reason, json) = (Reason(), AsJson());
        var command = new Command("cancel", "Cancels a scheduled release.") { set, reason, json };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<CancelRelease>()
                            .RunAsync(parsed.GetRequiredValue(set), parsed.GetValue(reason), Operator, cancellation),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Correct()
    {
        var (slug, language, reason, json) = (Slug(), OneLanguage(), Reason(), AsJson());
        var notice = new Option<string>("--notice") { Description = "For readers, in the edition's language.", Required = true };
        var command = new Command("correct", "Releases the newest revision with a dated notice of what was corrected.")
        {
            slug,
            language,
            notice,
            reason,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<Correct>()
                            .RunAsync(
                                parsed.GetRequiredValue(slug),
                                parsed.GetRequiredValue(language),
                                parsed.GetRequiredValue(notice),
                                parsed.GetValue(reason),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Withdraw()
    {
        var (slug, language, reason, json) = (Slug(), Language(), Reason(), AsJson());
        var notice = new Option<string[]>("--notice")
        {
            Description = "For readers, LANGUAGE=TEXT; one for every edition that is withdrawn.",
            Required = true,
        };
        notice.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError($"“{token.Value}” is not a notice: write LANGUAGE=TEXT, such as en=\"It was premature.\"");
            }
        });
        var command = new Command("withdraw", "Takes a text back; a dated notice replaces it.")
        {
            slug,
            language,
            notice,
            reason,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<Withdraw>()
                            .RunAsync(
                                parsed.GetRequiredValue(slug),
                                parsed.GetValue(language),
                                Notices(parsed.GetRequiredValue(notice)),
                                parsed.GetValue(reason),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Dictionary<string, string> Notices(IEnumerable<string> given) =>
        given
            .Select(notice => notice.Split('=', 2))
            .GroupBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.Ordinal);

    private static Command Remove()
    {
        var (slug, language, reason, json) = (Slug(), Language(), Reason(), AsJson());
        var command = new Command("remove", "Removes a released text: its address answers 410.") { slug, language, reason, json };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<Remove>()
                            .RunAsync(
                                parsed.GetRequiredValue(slug),
                                parsed.GetValue(language),
                                parsed.GetValue(reason),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Move()
    {
        var (slug, language, reason, json) = (Slug(), Language(), Reason(), AsJson());
        var to = new Option<string>("--to") { Description = "Slug of the other document.", Required = true };
        var command = new Command("move", "Redirects the readers of a document to another one.")
        {
            slug,
            to,
            language,
            reason,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<Move>()
                            .RunAsync(
                                parsed.GetRequiredValue(slug),
                                parsed.GetValue(language),
                                parsed.GetRequiredValue(to),
                                parsed.GetValue(reason),
                                Operator,
                                cancellation
                            ),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Task<int> AnswerAsync(
        Func<IServiceProvider, Task<NewsroomResult>> run,
        bool json,
        CancellationToken cancellation
    ) =>
        RunAsync(
            async services =>
            {
                var result = await run(services);
                if (!result.IsDone)
                {
                    return await FailAsync(result, json);
                }

                Console.WriteLine(json ? Serialize(result) : DocumentWording.Of(result));
                return 0;
            },
            cancellation
        );

    private static async Task<int> FailAsync(NewsroomResult result, bool json)
    {
        if (json)
        {
            Console.WriteLine(Serialize(result));
        }
        else
        {
            await Console.Error.WriteLineAsync(DocumentWording.Of(result));
        }

        return 1;
    }

    private static string Serialize(NewsroomResult result) =>
        JsonSerializer.Serialize(
            new
            {
                Code = Codes.Of(result.Code),
                result.Slug,
                result.Language,
                result.Detail,
                result.Revisions,
            },
            Json
        );

    /// <summary>The options that carry a text; what is not given stays as the newest revision has it.</summary>
    private sealed class TextOptions
    {
        private readonly Option<string?> title = new("--title") { Description = "The headline." };
        private readonly Option<string?> summary = new("--summary") { Description = "One or two sentences." };
        private readonly Option<FileInfo?> body = new("--body")
        {
            Description = "A Markdown file; “-” or nothing reads standard input where it is redirected.",
        };

        public void AddTo(Command command)
        {
            command.Options.Add(title);
            command.Options.Add(summary);
            command.Options.Add(body);
        }

        public async Task<Draft> ReadAsync(
            IServiceProvider services,
            ParseResult parsed,
            string slug,
            string language,
            CancellationToken cancellation
        )
        {
            var newest = await services
                .GetRequiredService<DocumentQueries>()
                .TextAsync(slug, language, number: null, cancellation);
            var file = parsed.GetValue(body);
            var text =
                file is { Name: not "-" } ? await File.ReadAllTextAsync(file.FullName, cancellation)
                : Console.IsInputRedirected ? await Console.In.ReadToEndAsync(cancellation)
                : "";
            return new Draft(
                slug,
                language,
                parsed.GetValue(title) ?? newest?.Title ?? "",
                parsed.GetValue(summary) ?? newest?.Summary ?? "",
                string.IsNullOrWhiteSpace(text) ? newest?.Body ?? "" : text
            );
        }
    }
}
