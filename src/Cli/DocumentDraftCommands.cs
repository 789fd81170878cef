using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Newsroom;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Microsoft.Extensions.DependencyInjection;
using static Concord.Cli.CommandRunner;
using static Concord.Cli.DocumentOptions;

namespace Concord.Cli;

/// <summary>Commands that save texts.</summary>
internal static class DocumentDraftCommands
{
    public static IEnumerable<Command> All() => [Draft(), Translate()];

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

    /// <summary>The options that carry a text; what is not given stays as the newest revision has it.</summary>
    private sealed class TextOptions
    {
        private readonly Option<string?> title = new("--title") { Description = "The headline." };
        private readonly Option<string?> summary = new("--summary") { Description = "One or two sentences." };
        private readonly Option<FileInfo?> body = new("--body")
        {
            Description = "A Markdown file; “-” or nothing reads standard input where it is redirected.",
        };

        private readonly Option<string?> issuer = new("--original-issuer")
        {
            Description = "Makes it a summary: who issued the full text, in the language of the text.",
        };
        private readonly Option<DateOnly?> issued = new("--original-date")
        {
            Description = "The day on which the full text was issued.",
        };
        private readonly Option<string?> url = new("--original-url") { Description = "Where the full text can be read." };

        public void AddTo(Command command)
        {
            command.Options.Add(title);
            command.Options.Add(summary);
            command.Options.Add(body);
            command.Options.Add(issuer);
            command.Options.Add(issued);
            command.Options.Add(url);
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
            )
            {
                Original = OriginalOf(parsed, newest?.Original),
            };
        }

        private OriginalText? OriginalOf(ParseResult parsed, OriginalText? newest)
        {
            var (name, day, address) = (parsed.GetValue(issuer), parsed.GetValue(issued), parsed.GetValue(url));
            return name is null && day is null && address is null
                ? newest
                : new OriginalText(name ?? newest?.IssuedBy ?? "", day ?? newest?.IssuedOn ?? default, address ?? newest?.Url);
        }
    }
}
