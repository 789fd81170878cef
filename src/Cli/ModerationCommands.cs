using System.CommandLine;
using System.Text.Json;
using Concord.Foundation;
using Concord.Wall.Moderation;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary>Shared by the commands of the wall: services, output, and common options.</summary>
internal static class ModerationCommands
{
    public static readonly Actor Operator = Actor.Command("wall");

    public static T Of<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();

    public static Option<string> Reason() => new("--reason") { Description = "Why; kept in the journal.", Required = true };

    public static Option<bool> AsJson() => new("--json") { Description = "Prints the result as JSON." };

    /// <summary>A command about one post or source that needs a reason.</summary>
    /// <param name="about">Name of its argument.</param>
    public static Command Decide(
        string verb,
        string description,
        string about,
        Func<IServiceProvider, string, string, CancellationToken, Task<ModerationResult>> act,
        Func<ModerationResult, string> message
    )
    {
        var (subject, reason, json) = (new Argument<string>(about), Reason(), AsJson());
        var command = new Command(verb, description) { subject, reason, json };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    services => act(services, parsed.GetRequiredValue(subject), parsed.GetRequiredValue(reason), cancellation),
                    message,
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    /// <param name="message">Words a result that is done; refusals have their own.</param>
    public static Task<int> RunAsync(
        Func<IServiceProvider, Task<ModerationResult>> act,
        Func<ModerationResult, string> message,
        bool asJson,
        CancellationToken cancellation
    ) => CommandRunner.RunAsync(async services => await PrintAsync(await act(services), message, asJson), cancellation);

    /// <returns>The exit code.</returns>
    public static async Task<int> PrintAsync(ModerationResult result, Func<ModerationResult, string> message, bool asJson)
    {
        var text = WallWording.Refusal(result) ?? message(result);
        if (asJson)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        Code = Codes.Of(result.Code),
                        result.Subject,
                        result.Post,
                        result.Source,
                        result.Before,
                        result.After,
                        result.Counts,
                        result.Detail,
                        Message = text,
                    },
                    CommandRunner.Json
                )
            );
        }
        else
        {
            await (result.IsDone ? Console.Out : Console.Error).WriteLineAsync(text);
        }

        return result.IsDone ? 0 : 1;
    }
}
