using System.CommandLine;
using Concord.Foundation;
using Concord.Wall.Moderation;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary>Shared by the commands of the wall: services, output, and the reason option.</summary>
internal static class ModerationCommands
{
    public static readonly Actor Operator = Actor.Command("wall");

    public static T Of<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();

    public static Option<string> Reason() => new("--reason") { Description = "Why; it stands on the journal.", Required = true };

    public static Command Decide(
        string verb,
        string description,
        string about,
        Func<IServiceProvider, string, string, CancellationToken, Task<CommandResult>> act
    )
    {
        var subject = new Argument<string>(about);
        var reason = Reason();
        var command = new Command(verb, description) { subject, reason };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services => act(services, parsed.GetRequiredValue(subject), parsed.GetRequiredValue(reason), cancellation),
                    cancellation
                )
        );
        return command;
    }

    public static Task<int> AnswerAsync(Func<IServiceProvider, Task<CommandResult>> ask, CancellationToken cancellation) =>
        CommandRunner.RunAsync(
            async services =>
            {
                var answer = await ask(services);
                await (answer.IsDone ? Console.Out : Console.Error).WriteLineAsync(answer.Message);
                return answer.IsDone ? 0 : 1;
            },
            cancellation
        );
}
