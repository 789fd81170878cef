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

/// <summary>Commands that correct and end released texts.</summary>
internal static class DocumentStateCommands
{
    public static IEnumerable<Command> All() => [Correct(), Withdraw(), Remove(), Unpublish(), Move(), Undo()];

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

    private static Command Unpublish()
    {
        var (slug, language, reason, json) = (Slug(), Language(), Reason(), AsJson());
        var command = new Command("unpublish", "Takes a released text back to a draft: its address answers 404.")
        {
            slug,
            language,
            reason,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<Unpublish>()
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

    private static Command Undo()
    {
        var (slug, reason, json) = (Slug(), Reason(), AsJson());
        var command = new Command("undo", "Undoes the last change for readers, within a minute.") { slug, reason, json };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        services
                            .GetRequiredService<UndoChange>()
                            .RunAsync(parsed.GetRequiredValue(slug), parsed.GetValue(reason), Operator, cancellation),
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
}
