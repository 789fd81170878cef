using System.CommandLine;
using System.Text.Json;
using Concord.Wall.Moderation;
using static Concord.Cli.ModerationCommands;

namespace Concord.Cli;

/// <summary>Commands that block words and links.</summary>
internal static class WallBlockCommands
{
    public static IEnumerable<Command> All() => [List(), Add(), Remove()];

    private static Command List()
    {
        var json = AsJson();
        var command = new Command("blocks", "Lists the blocked words and links.") { json };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var rules = await Of<BlockRuleCommands>(services).ListAsync(cancellation);
                        if (parsed.GetValue(json))
                        {
                            Console.WriteLine(JsonSerializer.Serialize(rules, CommandRunner.Json));
                            return 0;
                        }

                        foreach (var rule in rules)
                        {
                            Console.WriteLine(
                                $"{(rule.IsLink ? "link" : "word")}  {rule.Value}  since {rule.Since:yyyy-MM-dd}: {rule.Reason}"
                            );
                        }

                        if (rules.Count == 0)
                        {
                            await Console.Error.WriteLineAsync("Nothing is blocked.");
                        }

                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Add() =>
        ForRule(
            "block",
            "Sends posts with a word or link to review.",
            (commands, isLink, value, reason, cancellation) => commands.AddAsync(isLink, value, reason, Operator, cancellation),
            WallWording.Blocked
        );

    private static Command Remove() =>
        ForRule(
            "unblock",
            "Removes a block rule.",
            (commands, isLink, value, reason, cancellation) =>
                commands.RemoveAsync(isLink, value, reason, Operator, cancellation),
            (_, _) => WallWording.Unblocked
        );

    private static Command ForRule(
        string verb,
        string description,
        Func<BlockRuleCommands, bool, string, string, CancellationToken, Task<ModerationResult>> act,
        Func<ModerationResult, bool, string> message
    )
    {
        var kind = new Argument<string>("KIND") { Description = "word or link" };
        kind.AcceptOnlyFromAmong("word", "link");
        var value = new Argument<string>("VALUE") { Description = "The word or phrase; the host or address." };
        var (reason, json) = (Reason(), AsJson());
        var command = new Command(verb, description) { kind, value, reason, json };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var isLink = parsed.GetRequiredValue(kind) == "link";
                return RunAsync(
                    services =>
                        act(
                            Of<BlockRuleCommands>(services),
                            isLink,
                            parsed.GetRequiredValue(value),
                            parsed.GetRequiredValue(reason),
                            cancellation
                        ),
                    result => message(result, isLink),
                    parsed.GetValue(json),
                    cancellation
                );
            }
        );
        return command;
    }
}
