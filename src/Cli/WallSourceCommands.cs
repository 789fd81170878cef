using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Concord.Wall.Moderation;
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
            Poll(),
            Check(),
            Trust("trust", "Lets a source's posts go live at once.", isTrusted: true, "distrust"),
            Trust("distrust", "Sends a source's posts to review first.", isTrusted: false, "trust"),
            Decide(
                "accept-move",
                "Polls a source at the address it moved to; it is not trusted there until you trust it.",
                "SOURCE",
                (services, slug, reason, ct) => Of<SourceCommands>(services).AcceptMoveAsync(slug, reason, Operator, ct),
                result => $"{result.Subject} is polled at {result.Detail} from now on; its posts are reviewed."
            ),
            Pause("pause", "Stops polling a source; its posts stay.", isPaused: true, "resume"),
            Pause("resume", "Polls a paused source again.", isPaused: false, "pause"),
        ];

    private static Command Trust(string verb, string description, bool isTrusted, string undo) =>
        Decide(
            verb,
            description,
            "SOURCE",
            (services, slug, reason, ct) => Of<SourceCommands>(services).TrustAsync(slug, isTrusted, reason, Operator, ct),
            result =>
                WallWording.SourceChanged(
                    result,
                    isTrusted ? "Its posts go live at once from now on." : "Its posts are reviewed from now on.",
                    undo
                )
        );

    private static Command Pause(string verb, string description, bool isPaused, string undo) =>
        Decide(
            verb,
            description,
            "SOURCE",
            (services, slug, reason, ct) => Of<SourceCommands>(services).PauseAsync(slug, isPaused, reason, Operator, ct),
            result => WallWording.SourceChanged(result, isPaused ? "It is no longer polled." : "It is polled again.", undo)
        );

    private static Command Sources()
    {
        var json = AsJson();
        var command = new Command("sources", "Lists the sources with their health, failing ones first.") { json };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var sources = await Of<SourceCommands>(services).ListAsync(cancellation);
                        if (parsed.GetValue(json))
                        {
                            Console.WriteLine(JsonSerializer.Serialize(sources, CommandRunner.Json));
                            return 0;
                        }

                        foreach (var source in sources)
                        {
                            Write(source);
                        }

                        if (sources.Count == 0)
                        {
                            await Console.Error.WriteLineAsync(
                                "There is no source yet. Add one: concord wall follow ADDRESS --as NAME --member MEMBER"
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
            : source.Failures > 0 ? $"failed {source.Failures} times in a row"
            : source.GoodAt is null ? "not polled yet"
            : "healthy";
        Console.WriteLine($"{source.Slug} ({source.Kind}): {state}; {(source.IsTrusted ? "trusted" : "not trusted")}");
        if (source.Address is not null)
        {
            Console.WriteLine($"  {source.Address}");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  last success {Moment(source.GoodAt)}, next {Moment(source.NextAt)}, {source.PostsPerDay:0.#} posts a day"
                )
            );
        }

        if (source.ProposedAddress is { } proposed)
        {
            Console.WriteLine($"  has moved to {proposed}; to poll it there: concord wall accept-move {source.Slug}");
        }

        if (source.SuspectedDeleted > 0)
        {
            Console.WriteLine($"  reports {source.SuspectedDeleted} posts deleted; not believed yet, and not shown meanwhile");
        }

        if (source.Error is { } error)
        {
            Console.WriteLine($"  {error}");
        }

        if (source.FaultCount > 0)
        {
            Console.WriteLine($"  {WallWording.Faults(source.FaultCount, source.Faults)}");
        }
    }

    private static string Moment(DateTime? at) => at is { } known ? $"{known:yyyy-MM-dd HH:mm}Z" : "never";

    private static Command Follow()
    {
        var address = new Argument<string?>("ADDRESS")
        {
            Description = "A website with a feed, or an account; none for a source whose posts are added by hand.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var name = new Option<string>("--as")
        {
            Description = "Name of the source on this site: a–z, 0–9 and hyphens.",
            Required = true,
        };
        var kind = new Option<string?>("--kind")
        {
            Description = "feed, mastodon, activitypub, bluesky or x; detected from the address if not given.",
        };
        var member = new Option<string?>("--member") { Description = "The member it speaks for, as in the address of its page." };
        var speaker = new Option<string?>("--name") { Description = "Who speaks, where that is not the member itself." };
        var effort = new Option<string?>("--effort") { Description = "The line of effort that all its posts belong to." };
        var secret = new Option<string?>("--secret")
        {
            Description = "Name of a secret in the settings (Concord__Wall__Secrets__NAME).",
        };
        var trusted = new Option<bool>("--trusted") { Description = "Its posts go live at once." };
        var isInternal = new Option<bool>("--internal")
        {
            Description = "It is a server of your own network, one of Concord:OutboundHttp:TrustedNetworks.",
        };
        var json = AsJson();
        var command = new Command("follow", "Adds a source.")
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
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    services =>
                        Of<AddSources>(services)
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
                    result => WallWording.SourceAdded(result, parsed.GetValue(trusted)),
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "OPML, as feed readers export it." };
        var trusted = new Option<bool>("--trusted") { Description = "Their posts go live at once." };
        var json = AsJson();
        var command = new Command("import", "Adds every feed of an OPML file.") { file, trusted, json };
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
                return await RunAsync(
                    services => Of<AddSources>(services).ImportAsync(content, parsed.GetValue(trusted), Operator, cancellation),
                    WallWording.SourcesAdded,
                    parsed.GetValue(json),
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
            Description = "All sources if not given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = AsJson();
        var command = new Command(
            "check",
            "Checks whether every stored post is still at its source, and deletes those that are not."
        )
        {
            source,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var commands = Of<IngestionCommands>(services);
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
                                : new Progress<int>(count => Console.Error.Write($"\r{slug}: {count} checked "));
                            var result = await commands.CheckAsync(slug, Operator, progress, cancellation);
                            var code = await PrintAsync(
                                result,
                                done => $"{slug}: {WallWording.Checked(done)}",
                                parsed.GetValue(json)
                            );
                            isDone &= code == 0;
                        }

                        return isDone ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Poll()
    {
        var (source, json) = (new Argument<string>("SOURCE"), AsJson());
        var command = new Command("poll", "Polls a source now.") { source, json };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    services =>
                        Of<IngestionCommands>(services).PollAsync(parsed.GetRequiredValue(source), Operator, cancellation),
                    WallWording.Polled,
                    parsed.GetValue(json),
                    cancellation
                )
        );
        return command;
    }
}
