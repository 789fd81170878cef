using System.CommandLine;
using System.Text.Json;
using Concord.SocialPosts;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary><c>concord social</c>: whether the accounts of the settings work, and how posts stand.</summary>
internal static class SocialCommands
{
    public static Command Command() =>
        new("social", "Shows how posts on social networks stand, and checks the accounts.") { Status(), Check() };

    private static Command Status()
    {
        var json = new Option<bool>("--json") { Description = "Prints the result as JSON." };
        var command = new Command("status", "Prints how many posts there are in each state.") { json };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var counts = await services.GetRequiredService<SocialPostsOverview>().CountAsync(cancellation);
                        Console.WriteLine(
                            parsed.GetValue(json) ? JsonSerializer.Serialize(counts, CommandRunner.Json)
                            : counts.Count == 0 ? "There are no posts."
                            : string.Join(
                                Environment.NewLine,
                                counts
                                    .OrderBy(count => count.Key, StringComparer.Ordinal)
                                    .Select(count => $"{count.Key}: {count.Value}")
                            )
                        );
                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Check()
    {
        var json = new Option<bool>("--json") { Description = "Prints the result as JSON." };
        var command = new Command("check", "Signs in with every account of the settings; nothing is posted.") { json };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var checks = await services.GetRequiredService<SocialPostsOverview>().CheckAsync(cancellation);
                        Console.WriteLine(
                            parsed.GetValue(json) ? JsonSerializer.Serialize(checks, CommandRunner.Json)
                            : checks.Count == 0 ? "There are no accounts: set Concord:SocialPosts:Accounts."
                            : string.Join(
                                Environment.NewLine,
                                checks.Select(check =>
                                    $"{check.Name} ({check.Network}, {check.Language}): {(check.Works ? "works as " : "does not work: ")}{check.Words}"
                                )
                            )
                        );
                        return checks.All(check => check.Works) ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }
}
