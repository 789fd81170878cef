using System.CommandLine;
using Concord.Accounts;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary><c>concord admin</c>: people who cannot be reached by the pages of the workspace.</summary>
internal static class AdminCommands
{
    public static Command Command() => new("admin", "Creates administrators and sign-in links.") { Create(), Link() };

    private static Command Create()
    {
        var name = new Argument<string>("name") { Description = "What the person types to sign in, usually an e-mail address." };
        var displayName = new Option<string?>("--display-name") { Description = "As colleagues know the person." };
        var command = new Command("create", "Creates an administrator and prints a link to choose how to sign in.")
        {
            name,
            displayName,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                        await AnswerAsync(
                            services,
                            await services
                                .GetRequiredService<InvitePerson>()
                                .RunAsync(
                                    new Invitation(
                                        parsed.GetRequiredValue(name),
                                        parsed.GetValue(displayName),
                                        FirstAdministrator.Roles
                                    ),
                                    Actor.Command("admin create"),
                                    cancellation
                                )
                        ),
                    cancellation
                )
        );
        return command;
    }

    private static Command Link()
    {
        var name = new Argument<string>("name") { Description = "What the person types to sign in." };
        var command = new Command("link", "Prints a new link to choose how to sign in, as when a phone was lost.") { name };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                        await AnswerAsync(
                            services,
                            await services
                                .GetRequiredService<IssueSignInLink>()
                                .RunAsync(parsed.GetRequiredValue(name), Actor.Command("admin link"))
                        ),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> AnswerAsync(IServiceProvider services, AccountResult result)
    {
        if (result.Token is not { } token)
        {
            await Console.Error.WriteLineAsync(
                result.Code switch
                {
                    AccountCode.InvalidName =>
                        $"“{result.Detail}” cannot be a name: use 1 to 200 characters without spaces, such as an e-mail address.",
                    AccountCode.NameTaken =>
                        $"{result.Detail} can sign in already. For a new link: concord admin link {result.Detail}",
                    AccountCode.UnknownAccount => $"There is no account {result.Detail}.",
                    _ => "The account was changed by somebody else at the same moment. Try again.",
                }
            );
            return 1;
        }

        var site = services.GetRequiredService<SiteAddress>().Public ?? "http://localhost:5080";
        var language = services.GetRequiredService<LanguageSet>().Default.Code;
        Console.WriteLine($"{site}{FirstAdministrator.JoinPath(language, token)}");
        return 0;
    }
}
