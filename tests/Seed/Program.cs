using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Concord.Cli;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Seed;

/// <summary>Generates a large archive and a large wall for measurements.</summary>
internal static class Entry
{
    private const int Max = 1_000_000;

    public static Task<int> Main(string[] args)
    {
        var documents = HowMany("--documents", "How many documents the site has afterwards.");
        var posts = HowMany("--posts", "How many posts the wall has afterwards.");
        var yes = new Option<bool>("--yes") { Description = "Confirms that they may be written into the configured database." };
        var command = new RootCommand("Generates documents or posts for measurements; never for a site that people read.")
        {
            documents,
            posts,
            yes,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(documents) is null && result.GetResult(posts) is null)
            {
                result.AddError("Give --documents, --posts, or both.");
            }
        });
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(parsed.GetValue(documents), parsed.GetValue(posts), parsed.GetValue(yes), cancellation)
        );
        return command.Parse(args).InvokeAsync();
    }

    private static Option<int> HowMany(string name, string description)
    {
        var option = new Option<int>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var count) && count is > 0 and <= Max))
            {
                result.AddError($"“{text}” is not a number from 1 to {Max} for {name}.");
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
                $"This writes {documents} invented documents and {posts} posts into {place}; journal entries are permanent. "
                    + "To do so, add --yes; to write elsewhere, set Concord__DataDirectory to a new folder first."
            );
            return 1;
        }

        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(cancellation);
            var archive = ActivatorUtilities.CreateInstance<SeedArchive>(scope.ServiceProvider);
            var wall = ActivatorUtilities.CreateInstance<SeedPosts>(scope.ServiceProvider);
            await SeedAsync("documents", documents, archive.RunAsync, cancellation);
            await SeedAsync("posts", posts, wall.RunAsync, cancellation);
            return 0;
        }
        catch (Exception failure) when (failure is SchemaException or DbException or DbUpdateException)
        {
            await Console.Error.WriteLineAsync(
                $"The database could not be written: {failure.Message} What was saved is kept; the same command continues."
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
                    var task = context.AddTask($"Adding {what}", maxValue: count);
                    return await seed(count, actor, new Progress<int>(done => task.Value = done), cancellation);
                });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made} {what} added."));
    }
}
