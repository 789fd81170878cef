using System.Text.RegularExpressions;
using Concord.Foundation.Storage;
using Concord.TestKit;

namespace Concord.Modules.Tests.Cli;

/// <summary>Every verb of the command line while PostgreSQL is away.</summary>
public sealed partial class DatabaseAwayTests
{
    private const string Reason = "--reason x";

    /// <summary>A mail server that calls the program brings the report again.</summary>
    private const int TryAgain = 75;

    /// <summary>Verbs with arguments that are accepted; those that need no database are not among them.</summary>
    private static readonly string[] Verbs =
    [
        "verify",
        "import content {pack}",
        "import wordpress {file}",
        "export content {folder}/pack",
        "backup {folder}/backup",
        "restore {folder}/good",
        "index rebuild",
        "visits",
        "newsletter status",
        "newsletter report {file}",
        "newsletter remove reader@example.net",
        "social status",
        "social check",
        "admin create admin@example.org",
        "admin link admin@example.org",
        "document list",
        "document show about",
        "document preview about --language en",
        "document draft about --language en --title x --body {file}",
        "document translate about --language ar --from en --title x --body {file}",
        "document request-clearance about --language en",
        "document clear about --language en",
        "document release about",
        "document schedule about --at 2030-10-23T09:00Z",
        "document cancel 00000000000000000000000000000000",
        "document correct about --language en --notice x",
        "document withdraw about --notice en=x " + Reason,
        "document remove about " + Reason,
        "document move about --to other",
        "document unpublish about " + Reason,
        "document undo about",
        "xliff export about --from en --to ar --output {folder}/about.xlf",
        "xliff import {file}",
        "wall sources",
        "wall follow https://a.example --as a --name b --kind feed",
        "wall import {opml}",
        "wall poll a",
        "wall check a",
        "wall trust a " + Reason,
        "wall distrust a " + Reason,
        "wall accept-move a " + Reason,
        "wall pause a " + Reason,
        "wall resume a " + Reason,
        "wall add a --text x",
        "wall pending",
        "wall release 0123456789ab " + Reason,
        "wall hide 0123456789ab " + Reason,
        "wall hold 0123456789ab " + Reason,
        "wall pin 0123456789ab " + Reason,
        "wall unpin 0123456789ab " + Reason,
        "wall translate 0123456789ab --language fr --text x",
        "wall attach 01234567-89ab-cdef-0123-456789abcdef --campaign one",
        "wall blocks",
        "wall block word abcd " + Reason,
        "wall unblock word abcd " + Reason,
    ];

    [Fact]
    public async Task Every_verb_says_in_one_line_what_is_missing_and_exits_2()
    {
        using var folder = new TemporaryFolder();
        using var pack = new SmallPack();
        folder.Write("text.md", "Text.");
        folder.Write("list.opml", "<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/f'/></body></opml>");
        foreach (
            var arguments in (string[][])
                [
                    ["import", "content", pack.Path],
                    ["backup", Path.Combine(folder.Path, "good")],
                ]
        )
        {
            var run = await CommandLine.RunAsync(new StorageSettings(folder.Path, null), arguments);
            run.Code.ShouldBe(0, run.Errors);
        }

        var settings = new StorageSettings(folder.Path, "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2");
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Verbs,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (verb, _) =>
            {
                var arguments = verb.Replace("{pack}", pack.Path, StringComparison.Ordinal)
                    .Replace("{folder}", folder.Path, StringComparison.Ordinal)
                    .Replace("{file}", Path.Combine(folder.Path, "text.md"), StringComparison.Ordinal)
                    .Replace("{opml}", Path.Combine(folder.Path, "list.opml"), StringComparison.Ordinal)
                    .Split(' ');
                var run = await CommandLine.RunAsync(settings, arguments);
                var lines = run.Errors.Split('\n');
                var isFine =
                    run.Code == (verb.StartsWith("newsletter report", StringComparison.Ordinal) ? TryAgain : 2)
                    && lines is [var line]
                    && line.Contains("Failed to connect to 127.0.0.1:1", StringComparison.Ordinal)
                    && run.Output.Length == 0;
                if (!isFine)
                {
                    faults.Add($"{verb}: exit {run.Code}\n{run.Output}{run.Errors}");
                }
            }
        );
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_test_knows_every_verb()
    {
        var verbs = new List<string>();
        foreach (var group in (string[])["", "import", "index", "document", "admin", "xliff", "wall", "newsletter", "social"])
        {
            var help = await CommandLine.RunAsync(
                settings: [],
                [.. group.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]
            );
            help.Code.ShouldBe(0);
            var commands = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..];
            verbs.AddRange(Verb().Matches(commands).Select(verb => $"{group} {verb.Groups["name"].Value}".Trim()));
        }

        verbs
            .Except(["import", "index", "document", "admin", "xliff", "xliff check", "wall", "newsletter", "social", "feed"])
            .ShouldBe(
                Verbs.Select(verb =>
                    string.Join(' ', verb.Split(' ').TakeWhile((word, place) => place == 0 || (place == 1 && IsVerb(verb))))
                ),
                ignoreOrder: true
            );
    }

    private static bool IsVerb(string line) =>
        line.Split(' ')[0] is "import" or "index" or "document" or "admin" or "xliff" or "wall" or "newsletter" or "social";

    [GeneratedRegex("^  (?<name>[a-z-]+)", RegexOptions.Multiline, 10_000)]
    private static partial Regex Verb();
}
