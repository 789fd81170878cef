using System.CommandLine;
using Concord.Wall.Moderation;
using static Concord.Cli.CommandRunner;
using static Concord.Cli.ModerationCommands;

namespace Concord.Cli;

/// <summary>Commands that block words and links.</summary>
internal static class WallBlockCommands
{
    public static IEnumerable<Command> All() =>
        [
            Bans(),
            BlockRule(
                "block",
                "Lets posts with a word or a link wait for a person.",
                (desk, isLink, value, why, ct) => desk.AddAsync(isLink, value, why, Operator, ct)
            ),
            BlockRule(
                "unblock",
                "Removes a block rule.",
                (desk, isLink, value, why, ct) => desk.RemoveAsync(isLink, value, why, Operator, ct)
            ),
        ];

    private static Command Bans()
    {
        var command = new Command("blocks", "Lists the blocked words and links.");
        command.SetAction(
            (_, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        foreach (var ban in await Of<BlockRuleCommands>(services).ListAsync(cancellation))
                        {
                            Console.WriteLine(
                                $"{(ban.IsLink ? "link" : "word")}  {ban.Value}  since {ban.Since:yyyy-MM-dd}: {ban.Reason}"
                            );
                        }

                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command BlockRule(
        string verb,
        string description,
        Func<BlockRuleCommands, bool, string, string, CancellationToken, Task<CommandResult>> act
    )
    {
        var kind = new Argument<string>("KIND") { Description = "word or link" };
        kind.AcceptOnlyFromAmong("word", "link");
        var value = new Argument<string>("VALUE")
        {
            Description = "The word, or words that follow one another; the host or address.",
        };
        var reason = Reason();
        var command = new Command(verb, description) { kind, value, reason };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        act(
                            Of<BlockRuleCommands>(services),
                            parsed.GetRequiredValue(kind) == "link",
                            parsed.GetRequiredValue(value),
                            parsed.GetRequiredValue(reason),
                            cancellation
                        ),
                    cancellation
                )
        );
        return command;
    }
}
