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

/// <summary>Commands that clear and release revisions.</summary>
internal static class DocumentReleaseCommands
{
    public static IEnumerable<Command> All() => [RequestClearance(), Clear(), Release(), Schedule(), Cancel()];

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
                                parsed.GetValue(language) is { } only ? [only] : null,
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
                                [
                                    .. parsed
                                        .GetRequiredValue(slugs)
                                        .Select(slug => new ReleaseChoice(
                                            slug,
                                            parsed.GetValue(language) is { } only ? [only] : null
                                        )),
                                ],
                                new DueTime(parsed.GetRequiredValue(at).UtcDateTime),
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
}
