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

/// <summary>Shared by the commands of documents: options and output.</summary>
internal static class DocumentOptions
{
    public static readonly Actor Operator = Actor.Command("document");

    public static Argument<string> Slug() => new("SLUG") { Description = "Last part of the document's address." };

    public static Option<string?> Language() => new("--language") { Description = "Such as ar; all languages if not given." };

    public static Option<string> OneLanguage() => new("--language") { Description = "Such as ar.", Required = true };

    public static Option<string?> Reason() => new("--reason") { Description = "Why; kept in the journal." };

    public static Option<bool> AsJson() => new("--json") { Description = "Prints the result as JSON." };

    public static Task<int> AnswerAsync(
        Func<IServiceProvider, Task<NewsroomResult>> run,
        bool json,
        CancellationToken cancellation
    ) =>
        RunAsync(
            async services =>
            {
                var result = await run(services);
                if (!result.IsDone)
                {
                    return await FailAsync(result, json);
                }

                Console.WriteLine(json ? Serialize(result) : DocumentWording.Of(result));
                return 0;
            },
            cancellation
        );

    public static async Task<int> FailAsync(NewsroomResult result, bool json)
    {
        if (json)
        {
            Console.WriteLine(Serialize(result));
        }
        else
        {
            await Console.Error.WriteLineAsync(DocumentWording.Of(result));
        }

        return 1;
    }

    private static string Serialize(NewsroomResult result) =>
        JsonSerializer.Serialize(
            new
            {
                Code = Codes.Of(result.Code),
                result.Slug,
                result.Language,
                result.Detail,
                result.Revisions,
            },
            Json
        );
}
