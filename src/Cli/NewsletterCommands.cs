using System.CommandLine;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Text;
using Concord.Mail.Reports;
using Concord.Newsletters;
using Concord.Newsletters.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary><c>concord newsletter</c>: numbers, reports of mail servers, and the deletion of one subscription.</summary>
internal static class NewsletterCommands
{
    /// <summary>Tells a mail server to bring the report again (sysexits.h, EX_TEMPFAIL).</summary>
    private const int TryAgain = 75;

    public static Command Command() =>
        new("newsletter", "Shows how newsletters stand, and uses the reports of other mail servers.")
        {
            Status(),
            Report(),
            Remove(),
        };

    private static Command Status()
    {
        var json = new Option<bool>("--json") { Description = "Prints the result as JSON." };
        var command = new Command("status", "Prints numbers of readers and of messages that wait.") { json };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var status = await services.GetRequiredService<NewsletterOverview>().ReadAsync(cancellation);
                        Console.WriteLine(
                            parsed.GetValue(json) ? JsonSerializer.Serialize(status, CommandRunner.Json) : Words(status)
                        );
                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Report()
    {
        var files = new Argument<FileInfo[]>("file")
        {
            Description = "Messages as files; without one, a single message is read from the standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "report",
            "Uses reports of failed delivery and complaints, for a mail server that passes them on by a pipe."
        )
        {
            files,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var given = parsed.GetValue(files) ?? [];
                var code = await CommandRunner.RunAsync(
                    services => ReportAsync(services.GetRequiredService<ApplyReport>(), given, cancellation),
                    cancellation
                );
                return code == 2 ? TryAgain : code;
            }
        );
        return command;
    }

    private static Command Remove()
    {
        var address = new Argument<string>("address") { Description = "The reader's mail address." };
        var command = new Command("remove", "Deletes the subscription of an address, at its reader's request.") { address };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var known = MailAddressRule.Read(parsed.GetRequiredValue(address));
                        var isDone =
                            known is not null
                            && await services
                                .GetRequiredService<NewsletterOverview>()
                                .RemoveAsync(known, Actor.Command("newsletter"), cancellation);
                        await (isDone ? Console.Out : Console.Error).WriteLineAsync(
                            isDone ? "The subscription is deleted." : "This address has no subscription."
                        );
                        return isDone ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> ReportAsync(ApplyReport apply, FileInfo[] files, CancellationToken cancellation)
    {
        if (files.Length == 0)
        {
            await using var input = Console.OpenStandardInput();
            return await UseAsync(apply, "The message", input, cancellation);
        }

        var code = 0;
        foreach (var file in files)
        {
            await using var content = file.OpenRead();
            code = Math.Max(code, await UseAsync(apply, file.Name, content, cancellation));
        }

        return code;
    }

    private static async Task<int> UseAsync(ApplyReport apply, string name, Stream content, CancellationToken cancellation)
    {
        try
        {
            var isUsed = await apply.RunAsync(await ReadReport.FromAsync(content, cancellation), cancellation);
            Console.WriteLine(isUsed ? $"{name}: used." : $"{name}: no report about a message of this site; ignored.");
            return 0;
        }
        catch (InvalidDataException failure)
        {
            await Console.Error.WriteLineAsync($"{name}: {failure.Message}");
            return 1;
        }
    }

    private static string Words(NewsletterStatus status)
    {
        var lines = status
            .Subscribers.OrderBy(count => count.Language, StringComparer.Ordinal)
            .ThenBy(count => count.Rhythm)
            .Select(count => $"{count.Language} {count.Rhythm}: {count.Count}")
            .Prepend($"Readers: {status.Subscribers.Sum(count => count.Count)}, not confirmed: {status.Unconfirmed}")
            .Append($"Messages that wait: {status.Queued}, of which nobody knows whether they arrived: {status.Unknown}");
        if (status.PausedAt is { } paused)
        {
            lines = lines.Append($"Paused since {paused:u}");
        }

        if (status.FailedAt is { } failed)
        {
            lines = lines.Append($"The mail server could not be used at {failed:u}: {status.Failure}");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
