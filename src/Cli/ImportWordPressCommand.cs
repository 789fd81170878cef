using System.CommandLine;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.WordPress;
using Concord.WordPress;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord import wordpress FILE</c>: takes over the posts, pages and files of a WordPress site.</summary>
internal static class ImportWordPressCommand
{
    private const int PlacesShown = 3;

    private static readonly Argument<FileInfo> FileArgument = new("FILE")
    {
        Description = "The export that “Tools → Export” of the old site gave (WXR).",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Reads and checks everything and changes nothing.",
    };

    private static readonly Option<bool> Overwrite = new("--overwrite")
    {
        Description = "Takes the export's text also where an editor changed it on this site.",
    };

    private static readonly Option<FileInfo?> ReportFile = new("--report")
    {
        Description = "Writes the report to this file, as JSON: counts for each kind, state and problem, with their places.",
    };

    private static readonly Option<DirectoryInfo?> Attachments = new("--attachments")
    {
        Description = "Folder with the files of the old site, as its wp-content/uploads has them.",
    };

    private static readonly Option<bool> Fetch = new("--fetch")
    {
        Description = "Fetches files that are not in the folder from the old site.",
    };

    private static readonly Option<string?> Language = new("--language")
    {
        Description = "Language of posts that name none; without it, that of the export.",
    };

    private static readonly Option<string[]> Type = new("--type")
    {
        Description = "A type of the old site and what its items become here, such as press-release=story. May be repeated.",
    };

    private static readonly Option<string[]> Statements = new("--statements")
    {
        Description =
            "A category whose posts are statements, and who makes them, such as communiques=all-members. May be repeated.",
    };

    public static Command Command()
    {
        var command = new Command(
            "wordpress",
            "Takes over the posts, pages and files of a WordPress site; nothing where the file is damaged. Run again, it goes on where it ended."
        )
        {
            FileArgument,
            DryRun,
            Overwrite,
            ReportFile,
            Attachments,
            Fetch,
            Language,
            Type,
            Statements,
        };
        command.SetAction(
            (parsed, cancellation) => CommandRunner.RunAsync(services => RunAsync(services, parsed, cancellation), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        if (Options(services, parsed) is not { } options)
        {
            return 1;
        }

        var file = parsed.GetRequiredValue(FileArgument);
        WordPressReport report;
        try
        {
            report = await ImportAsync(services.GetRequiredService<ImportWordPress>(), file, options, cancellation);
        }
        catch (ExportFaultException fault)
        {
            await Console.Error.WriteLineAsync($"{file}:{fault.Line}:{fault.Column}: {fault.Message}");
            await Console.Error.WriteLineAsync("Nothing was imported.");
            return 1;
        }
        catch (Exception failure) when (failure.IsDatabaseFault())
        {
            await Console.Error.WriteLineAsync(
                $"The import stopped. {failure.DatabaseMessage()} What was imported until then is complete; run the same command again."
            );
            return 2;
        }

        Write(report);
        if (parsed.GetValue(ReportFile) is { } target)
        {
            await using var stream = File.Create(target.FullName);
            await JsonSerializer.SerializeAsync(stream, report, CommandRunner.Json, cancellation);
        }

        return 0;
    }

    /// <returns>Null after a value that cannot be used was named.</returns>
    private static WordPressOptions? Options(IServiceProvider services, ParseResult parsed)
    {
        var (kinds, statements) = (Pairs(parsed.GetValue(Type)), Pairs(parsed.GetValue(Statements)));
        var language = parsed.GetValue(Language);
        var fault =
            kinds is null ? "--type needs a type and a kind, such as press-release=story."
            : statements is null ? "--statements needs a category and a speaker, such as communiques=all-members."
            : kinds.Values.FirstOrDefault(kind => !WordPressOptions.KindsOfPosts.Contains(kind)) is { } kind
                ? $"--type: “{kind}” is none of the kinds that posts can become: {string.Join(", ", WordPressOptions.KindsOfPosts)}."
            : statements.Values.FirstOrDefault(speaker => !WordPressOptions.Speakers.Contains(speaker)) is { } speaker
                ? $"--statements: “{speaker}” is nobody who makes statements: {string.Join(", ", WordPressOptions.Speakers)}."
            : language is not null && services.GetRequiredService<LanguageSet>().Find(language) is null
                ? $"--language: the site has no “{language}”: {string.Join(", ", services.GetRequiredService<LanguageSet>().All.Select(one => one.Code))}."
            : parsed.GetValue(Attachments) is { Exists: false } folder ? $"--attachments: there is no folder {folder}."
            : null;
        if (fault is not null)
        {
            Console.Error.WriteLine(fault);
            return null;
        }

        return new WordPressOptions
        {
            IsDryRun = parsed.GetValue(DryRun),
            Overwrites = parsed.GetValue(Overwrite),
            Attachments = parsed.GetValue(Attachments)?.FullName,
            Fetches = parsed.GetValue(Fetch),
            Language = language,
            Kinds = kinds!,
            Statements = statements!,
        };
    }

    private static Dictionary<string, string>? Pairs(string[]? given)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given ?? [])
        {
            if (text.Split('=') is not [{ Length: > 0 } key, { Length: > 0 } value])
            {
                return null;
            }

            pairs[key] = value;
        }

        return pairs;
    }

    private static async Task<WordPressReport> ImportAsync(
        ImportWordPress import,
        FileInfo file,
        WordPressOptions options,
        CancellationToken cancellation
    )
    {
        var actor = Actor.Command("import wordpress");
        if (Console.IsOutputRedirected)
        {
            return await import.RunAsync(file.OpenRead, options, actor, progress: null, cancellation);
        }

        return await AnsiConsole
            .Progress()
            .StartAsync(async context =>
            {
                var tasks = new Dictionary<WordPressStep, ProgressTask>();
                var progress = new Progress<WordPressProgress>(now =>
                {
                    if (!tasks.TryGetValue(now.Step, out var task))
                    {
                        foreach (var earlier in tasks.Values)
                        {
                            earlier.Value = earlier.MaxValue;
                        }

                        tasks[now.Step] = task = context.AddTask(NameOf(now.Step), maxValue: 1);
                    }

                    task.Value = now.Part;
                    task.Description = $"{NameOf(now.Step)} ({now.Items})";
                });
                return await import.RunAsync(file.OpenRead, options, actor, progress, cancellation);
            });
    }

    private static string NameOf(WordPressStep step) =>
        step switch
        {
            WordPressStep.Checking => "Reading and checking",
            WordPressStep.Attachments => "Pictures and files",
            WordPressStep.Documents => "Documents",
            _ => "Translations",
        };

    private static void Write(WordPressReport report)
    {
        Console.WriteLine($"WordPress export {report.Version} of “{report.Site}” ({report.Address}).");
        Console.WriteLine($"Items {report.Items}, authors {report.Authors}, categories {report.Categories}, tags {report.Tags}.");
        Write("Kinds", report.Kinds);
        Write("States", report.States);
        Write("Languages", report.Languages);
        if (report.Problems.Count > 0)
        {
            Console.WriteLine("Problems:");
            foreach (var (name, count) in report.Problems)
            {
                Console.WriteLine($"  {name}: {count}");
                foreach (var one in report.Listed.Where(one => one.Problem == name).Take(PlacesShown))
                {
                    Console.WriteLine($"    line {one.Line}: {one.Title}{(one.Detail.Length > 0 ? $" – {one.Detail}" : "")}");
                }

                if (count > PlacesShown)
                {
                    Console.WriteLine($"    and {count - PlacesShown} more; --report FILE lists them.");
                }
            }
        }

        Write(report.IsDryRun ? "Would be" : "Imported", report.Outcomes);
        if (report.IsDryRun)
        {
            Console.WriteLine("This was a dry run: nothing was changed.");
        }
    }

    private static void Write(string title, IReadOnlyDictionary<string, int> counts)
    {
        if (counts.Count > 0)
        {
            Console.WriteLine($"{title}: {string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"))}.");
        }
    }
}
