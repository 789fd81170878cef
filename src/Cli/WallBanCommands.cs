using System.CommandLine;
using Concord.Wall.Desk;
using static Concord.Cli.AtTheDesk;

namespace Concord.Cli;

/// <summary>What an operator does about words and links.</summary>
internal static class WallBanCommands
{
    public static IEnumerable<Command> All() =>
        [
            Bans(),
            Ban(
                "ban",
                "Lets posts with a word or a link wait for a person.",
                (desk, isLink, value, why, ct) => desk.BanAsync(isLink, value, why, Operator, ct)
            ),
            Ban("unban", "Lifts a ban.", (desk, isLink, value, why, ct) => desk.LiftAsync(isLink, value, why, Operator, ct)),
        ];

    private static Command Bans()
    {
        var command = new Command("bans", "Shows the banned words and links.");
        command.SetAction(
            (_, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        foreach (var ban in await Of<BanDesk>(services).ListAsync(cancellation))
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

    private static Command Ban(
        string verb,
        string description,
        Func<BanDesk, bool, string, string, CancellationToken, Task<DeskAnswer>> act
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
                            Of<BanDesk>(services),
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
