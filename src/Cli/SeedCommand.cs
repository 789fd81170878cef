using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Seed;
using Concord.Wall.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord seed --documents N --posts N</c>: makes a large archive and a large wall for measurements.</summary>
internal static class SeedCommand
{
    private const int Most = 1_000_000;

    public static Command Command()
    {
        var documents = HowMany("--documents", "How many documents there are to be.");
        var posts = HowMany("--posts", "How many posts there are to be on the wall.");
        var yes = new Option<bool>("--yes") { Description = "They may be written into the database of the settings." };
        var command = new Command(
            "seed",
            "Makes documents in every language, or posts on the wall, to measure on; never for a site that people read."
        )
        {
            documents,
            posts,
            yes,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(documents) is null && result.GetResult(posts) is null)
            {
                result.AddError("Say how many: --documents, --posts, or both.");
            }
        });
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(parsed.GetValue(documents), parsed.GetValue(posts), parsed.GetValue(yes), cancellation)
        );
        return command;
    }

    private static Option<int> HowMany(string name, string description)
    {
        var option = new Option<int>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var count) && count is > 0 and <= Most))
            {
                result.AddError($"“{text}” is no number from 1 to {Most} for {name}.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(int documents, int posts, bool isAgreed, CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        if (!isAgreed)
        {
            var settings = services.GetRequiredService<StorageSettings>();
            var place = settings.IsPostgres ? "the PostgreSQL database of the settings" : settings.DataDirectory;
            await Console.Error.WriteLineAsync(
                $"This writes {documents} invented documents and {posts} posts into {place}, and the journal never forgets. "
                    + "To do so, add --yes; to measure elsewhere, set Concord__DataDirectory to a new folder first."
            );
            return 1;
        }

        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            var (archive, wall) = (
                scope.ServiceProvider.GetRequiredService<SeedArchive>(),
                scope.ServiceProvider.GetRequiredService<SeedPosts>()
            );
            await SeedAsync("documents", documents, archive.RunAsync, cancellation);
            await SeedAsync("posts", posts, wall.RunAsync, cancellation);
            return 0;
        }
        catch (Exception failure) when (failure is SchemaException or DbException or DbUpdateException)
        {
            await Console.Error.WriteLineAsync(
                $"The database could not be written: {failure.Message} What was made until then is there; the same command goes on."
            );
            return 2;
        }
    }

    private static async Task SeedAsync(
        string what,
        int count,
        Func<int, Actor, IProgress<int>?, CancellationToken, Task<int>> seed,
        CancellationToken cancellation
    )
    {
        if (count == 0)
        {
            return;
        }

        var actor = Actor.Command("seed");
        var made = Console.IsOutputRedirected
            ? await seed(count, actor, null, cancellation)
            : await AnsiConsole
                .Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    var task = context.AddTask($"Making {what}", maxValue: count);
                    return await seed(count, actor, new Progress<int>(done => task.Value = done), cancellation);
                });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made} {what} made; the others were there."));
    }
}
