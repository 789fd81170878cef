using System.CommandLine;
using System.Globalization;
using Concord.Wall.Moderation;
using static Concord.Cli.CommandRunner;
using static Concord.Cli.ModerationCommands;

namespace Concord.Cli;

/// <summary>Commands for sources.</summary>
internal static class WallSourceCommands
{
    private const int MaxListBytes = 16 << 20;

    public static IEnumerable<Command> All() =>
        [
            Sources(),
            Follow(),
            Import(),
            OnSource("poll", "Asks a source now.", (desk, slug, ct) => desk.PollAsync(slug, Operator, ct)),
            Check(),
            Decide(
                "trust",
                "Lets a source's posts go live.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceCommands>(all).TrustAsync(slug, isTrusted: true, why, Operator, ct)
            ),
            Decide(
                "distrust",
                "Lets a source's posts wait for a person.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceCommands>(all).TrustAsync(slug, isTrusted: false, why, Operator, ct)
            ),
            Decide(
                "pause",
                "Asks a source no longer.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceCommands>(all).PauseAsync(slug, isPaused: true, why, Operator, ct)
            ),
            Decide(
                "resume",
                "Asks a paused source again.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceCommands>(all).PauseAsync(slug, isPaused: false, why, Operator, ct)
            ),
        ];

    private static Command Sources()
    {
        var command = new Command("sources", "Says how every source does, the broken ones first.");
        command.SetAction(
            (_, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        var sources = await Of<SourceCommands>(services).ListAsync(cancellation);
                        foreach (var source in sources)
                        {
                            Write(source);
                        }

                        if (sources.Count == 0)
                        {
                            await Console.Error.WriteLineAsync(
                                "There is no source yet. Enter one: concord wall follow ADDRESS --as NAME --member MEMBER"
                            );
                        }

                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static void Write(SourceHealth source)
    {
        var state =
            source.IsPaused ? "paused"
            : source.Address is null ? "by hand"
            : source.ExceptionHandling > 0 ? $"failed {source.ExceptionHandling} times in a row"
            : source.GoodAt is null ? "not asked yet"
            : "well";
        Console.WriteLine($"{source.Slug} ({source.Kind}): {state}; {(source.IsTrusted ? "trusted" : "not trusted")}");
        if (source.Address is not null)
        {
            Console.WriteLine($"  {source.Address}");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  last good {Moment(source.GoodAt)}, next {Moment(source.NextAt)}, {source.PostsPerDay:0.#} posts a day"
                )
            );
        }

        if (source.SuspectedDeleted > 0)
        {
            Console.WriteLine(
                $"  says of {source.SuspectedDeleted} posts that they are gone; not believed yet, and off the wall meanwhile"
            );
        }

        if (source.Error is { } error)
        {
            Console.WriteLine($"  {error}");
        }
    }

    private static string Moment(DateTime? at) => at is { } known ? $"{known:yyyy-MM-dd HH:mm}Z" : "never";

    private static Command Follow()
    {
        var address = new Argument<string?>("ADDRESS")
        {
            Description =
                "What people would open: a website with a feed, an account. Left out for a source whose posts are entered by hand.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var name = new Option<string>("--as")
        {
            Description = "What the source is called here: a–z, 0–9 and hyphens.",
            Required = true,
        };
        var kind = new Option<string?>("--kind")
        {
            Description = "feed, mastodon, activitypub, bluesky or x; the address tells it if not said.",
        };
        var member = new Option<string?>("--member") { Description = "The member it speaks for, as in the address of its page." };
        var speaker = new Option<string?>("--name") { Description = "Who speaks, where that is not simply the member." };
        var effort = new Option<string?>("--effort") { Description = "The line of effort that all of it belongs to." };
        var secret = new Option<string?>("--secret")
        {
            Description = "Name of a secret in the settings (Concord__Wall__Secrets__NAME).",
        };
        var trusted = new Option<bool>("--trusted") { Description = "Its posts go live at once." };
        var isInternal = new Option<bool>("--internal")
        {
            Description = "It is a server of your own network, one of Concord:OutboundHttp:TrustedNetworks.",
        };
        var command = new Command("follow", "Enters a source.")
        {
            address,
            name,
            kind,
            member,
            speaker,
            effort,
            secret,
            trusted,
            isInternal,
        };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        Of<SourceCommands>(services)
                            .FollowAsync(
                                new NewSource(
                                    parsed.GetRequiredValue(name),
                                    parsed.GetValue(address),
                                    parsed.GetValue(kind),
                                    parsed.GetValue(member),
                                    parsed.GetValue(speaker),
                                    parsed.GetValue(effort),
                                    parsed.GetValue(secret),
                                    parsed.GetValue(trusted),
                                    parsed.GetValue(isInternal)
                                ),
                                Operator,
                                cancellation
                            ),
                    cancellation
                )
        );
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "OPML, as feed readers write it." };
        var trusted = new Option<bool>("--trusted") { Description = "Their posts go live at once." };
        var command = new Command("import", "Enters every feed of a list.") { file, trusted };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var list = parsed.GetRequiredValue(file);
                if (list is { Exists: false } or { Length: > MaxListBytes })
                {
                    await Console.Error.WriteLineAsync($"{list.Name}: there is no such file, or it is larger than 16 MiB.");
                    return 1;
                }

                await using var content = list.OpenRead();
                return await AnswerAsync(
                    services =>
                        Of<SourceCommands>(services).ImportAsync(content, parsed.GetValue(trusted), Operator, cancellation),
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command Check()
    {
        var source = new Argument<string?>("SOURCE")
        {
            Description = "All sources if not said.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check", "Asks sources whether every post kept of them is still there; takes down what is not.")
        {
            source,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        var desk = Of<IngestionCommands>(services);
                        var slugs = parsed.GetValue(source) is { } one
                            ? [one]
                            : (await Of<SourceCommands>(services).ListAsync(cancellation))
                                .Where(health => health.Address is not null)
                                .Select(health => health.Slug)
                                .ToList();
                        var isDone = true;
                        foreach (var slug in slugs)
                        {
                            var progress = Console.IsErrorRedirected
                                ? null
                                : new Progress<int>(asked => Console.Error.Write($"\r{slug}: {asked} asked after "));
                            var answer = await desk.CheckAsync(slug, Operator, progress, cancellation);
                            Console.WriteLine($"{slug}: {answer.Message}");
                            isDone &= answer.IsDone;
                        }

                        return isDone ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command OnSource(
        string verb,
        string description,
        Func<IngestionCommands, string, CancellationToken, Task<CommandResult>> act
    )
    {
        var source = new Argument<string>("SOURCE");
        var command = new Command(verb, description) { source };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services => act(Of<IngestionCommands>(services), parsed.GetRequiredValue(source), cancellation),
                    cancellation
                )
        );
        return command;
    }
}
