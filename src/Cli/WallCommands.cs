using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary><c>concord wall</c>: sources, what waits, what people decide about posts.</summary>
internal static class WallCommands
{
    private const int MostPictureBytes = 32 << 20;
    private const int MostListBytes = 16 << 20;
    private static readonly Actor Operator = Actor.Command("wall");

    public static Command Command() =>
        new("wall", "Looks after the wall: its sources, what waits to be seen, what is pinned and what is taken off.")
        {
            Sources(),
            Follow(),
            Import(),
            OnSource("poll", "Asks a source now.", (desk, slug, ct) => desk.PollAsync(slug, Operator, ct)),
            Check(),
            Decide(
                "trust",
                "Lets a source's posts go live.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceDesk>(all).TrustAsync(slug, isTrusted: true, why, Operator, ct)
            ),
            Decide(
                "distrust",
                "Lets a source's posts wait for a person.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceDesk>(all).TrustAsync(slug, isTrusted: false, why, Operator, ct)
            ),
            Decide(
                "pause",
                "Asks a source no longer.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceDesk>(all).PauseAsync(slug, isPaused: true, why, Operator, ct)
            ),
            Decide(
                "resume",
                "Asks a paused source again.",
                "SOURCE",
                (all, slug, why, ct) => Of<SourceDesk>(all).PauseAsync(slug, isPaused: false, why, Operator, ct)
            ),
            Add(),
            Held(),
            Decide(
                "release",
                "Puts a post on the wall that waits or was taken off.",
                "POST",
                (all, id, why, ct) => Of<PostDesk>(all).ReleaseAsync(id, why, Operator, ct)
            ),
            Decide(
                "hide",
                "Takes a post off the wall, or says that one that waits will not come.",
                "POST",
                (all, id, why, ct) => Of<PostDesk>(all).HideAsync(id, why, Operator, ct)
            ),
            Decide(
                "hold",
                "Puts a post back among those that wait.",
                "POST",
                (all, id, why, ct) => Of<PostDesk>(all).HoldAsync(id, why, Operator, ct)
            ),
            Decide(
                "pin",
                "Puts a post before all others.",
                "POST",
                (all, id, why, ct) => Of<PostDesk>(all).PinAsync(id, isPinned: true, why, Operator, ct)
            ),
            Decide(
                "unpin",
                "Puts a pinned post back into its place.",
                "POST",
                (all, id, why, ct) => Of<PostDesk>(all).PinAsync(id, isPinned: false, why, Operator, ct)
            ),
            Translate(),
            Bans(),
            Ban(
                "ban",
                "Lets posts with a word or a link wait for a person.",
                (desk, isLink, value, why, ct) => desk.BanAsync(isLink, value, why, Operator, ct)
            ),
            Ban("unban", "Lifts a ban.", (desk, isLink, value, why, ct) => desk.LiftAsync(isLink, value, why, Operator, ct)),
        };

    private static T Of<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();

    private static Option<string> Reason() => new("--reason") { Description = "Why; it stands on the journal.", Required = true };

    private static Command Sources()
    {
        var command = new Command("sources", "Says how every source does, the broken ones first.");
        command.SetAction(
            (_, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        var sources = await Of<SourceDesk>(services).ListAsync(cancellation);
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
            : source.Failures > 0 ? $"failed {source.Failures} times in a row"
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
        var command = new Command("follow", "Enters a source.") { address, name, kind, member, speaker, effort, secret, trusted };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        Of<SourceDesk>(services)
                            .FollowAsync(
                                new NewSource(
                                    parsed.GetRequiredValue(name),
                                    parsed.GetValue(address),
                                    parsed.GetValue(kind),
                                    parsed.GetValue(member),
                                    parsed.GetValue(speaker),
                                    parsed.GetValue(effort),
                                    parsed.GetValue(secret),
                                    parsed.GetValue(trusted)
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
                if (list is { Exists: false } or { Length: > MostListBytes })
                {
                    await Console.Error.WriteLineAsync($"{list.Name}: there is no such file, or it is larger than 16 MiB.");
                    return 1;
                }

                await using var content = list.OpenRead();
                return await AnswerAsync(
                    services => Of<SourceDesk>(services).ImportAsync(content, parsed.GetValue(trusted), Operator, cancellation),
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command Add()
    {
        var source = new Argument<string>("SOURCE") { Description = "Who says it." };
        var text = new Option<string?>("--text") { Description = "What is said; read from standard input if not given." };
        var language = new Option<string?>("--language") { Description = "Such as en or ckb; the text tells it if not said." };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "When it was said, such as 2020-10-22T09:00Z; now if not said.",
        };
        var link = new Option<string?>("--link") { Description = "Where it can be read." };
        var picture = new Option<FileInfo?>("--picture") { Description = "A JPEG, PNG, WebP or AVIF." };
        var alt = new Option<string?>("--alt") { Description = "What the picture shows, for those who do not see it." };
        var command = new Command("add", "Enters a post by hand.") { source, text, language, at, link, picture, alt };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var file = parsed.GetValue(picture);
                if (file is { Exists: false } or { Length: > MostPictureBytes })
                {
                    await Console.Error.WriteLineAsync($"{file.Name}: there is no such file, or it is larger than 32 MiB.");
                    return 1;
                }

                var post = new NewPost(
                    parsed.GetRequiredValue(source),
                    parsed.GetValue(text) ?? await Console.In.ReadToEndAsync(cancellation),
                    parsed.GetValue(language),
                    parsed.GetValue(at)?.UtcDateTime,
                    parsed.GetValue(link),
                    file is null ? null : await File.ReadAllBytesAsync(file.FullName, cancellation),
                    parsed.GetValue(alt)
                );
                return await AnswerAsync(
                    services => Of<SourceDesk>(services).AddAsync(post, Operator, cancellation),
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command Translate()
    {
        var post = new Argument<string>("POST");
        var language = new Option<string>("--language") { Description = "Of the translation, such as fr.", Required = true };
        var text = new Option<string?>("--text") { Description = "The translation; read from standard input if not given." };
        var remove = new Option<bool>("--remove") { Description = "Takes it away again." };
        var command = new Command("translate", "Puts a translation beside a post.") { post, language, text, remove };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var translation = parsed.GetValue(remove)
                    ? null
                    : parsed.GetValue(text) ?? await Console.In.ReadToEndAsync(cancellation);
                return await AnswerAsync(
                    services =>
                        Of<PostDesk>(services)
                            .TranslateAsync(
                                parsed.GetRequiredValue(post),
                                parsed.GetRequiredValue(language),
                                translation,
                                Operator,
                                cancellation
                            ),
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command Held()
    {
        var page = new Option<int>("--page")
        {
            Description = "Which twenty; the first if not said.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("held", "Shows the posts that wait for a person, the longest waiting first.") { page };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        const int OfPage = 20;
                        var number = Math.Clamp(parsed.GetValue(page), 1, 1_000_000);
                        var waiting = await Of<PostDesk>(services).HeldAsync((number - 1) * OfPage, OfPage, cancellation);
                        foreach (var post in waiting.Posts)
                        {
                            Console.WriteLine(
                                $"{post.Id:N}  {post.At:yyyy-MM-dd HH:mm}Z  {post.Source}{(post.Author is { } who ? $" · {who}" : "")}  [{post.Language}]"
                            );
                            Console.WriteLine($"  {post.StateReason}");
                            Console.WriteLine($"  {post.Text.ReplaceLineEndings("\n  ")}");
                            Console.WriteLine();
                        }

                        await Console.Error.WriteLineAsync(
                            waiting.Total == 0
                                ? "No post waits."
                                : $"Posts that wait: {waiting.Total}. To decide: concord wall release|hide POST --reason …"
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
                        var desk = Of<SourceDesk>(services);
                        var slugs = parsed.GetValue(source) is { } one
                            ? [one]
                            : (await desk.ListAsync(cancellation))
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

    private static Command Bans()
    {
        var command = new Command("bans", "Shows the banned words and links.");
        command.SetAction(
            (_, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        foreach (var ban in await Of<BanDesk>(services).ListAsync(cancellation))
                        {
                            Console.WriteLine(
                                $"{(ban.IsLink ? "link" : "word")}  {ban.Value}  since {ban.Since:yyyy-MM-dd}: {ban.Reason}"
                            );
                        }

                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Ban(
        string verb,
        string description,
        Func<BanDesk, bool, string, string, CancellationToken, Task<DeskAnswer>> act
    )
    {
        var kind = new Argument<string>("KIND") { Description = "word or link" };
        kind.AcceptOnlyFromAmong("word", "link");
        var value = new Argument<string>("VALUE")
        {
            Description = "The word, or words that follow one another; the host or address.",
        };
        var reason = Reason();
        var command = new Command(verb, description) { kind, value, reason };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services =>
                        act(
                            Of<BanDesk>(services),
                            parsed.GetRequiredValue(kind) == "link",
                            parsed.GetRequiredValue(value),
                            parsed.GetRequiredValue(reason),
                            cancellation
                        ),
                    cancellation
                )
        );
        return command;
    }

    private static Command OnSource(
        string verb,
        string description,
        Func<SourceDesk, string, CancellationToken, Task<DeskAnswer>> act
    )
    {
        var source = new Argument<string>("SOURCE");
        var command = new Command(verb, description) { source };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services => act(Of<SourceDesk>(services), parsed.GetRequiredValue(source), cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static Command Decide(
        string verb,
        string description,
        string about,
        Func<IServiceProvider, string, string, CancellationToken, Task<DeskAnswer>> act
    )
    {
        var subject = new Argument<string>(about);
        var reason = Reason();
        var command = new Command(verb, description) { subject, reason };
        command.SetAction(
            (parsed, cancellation) =>
                AnswerAsync(
                    services => act(services, parsed.GetRequiredValue(subject), parsed.GetRequiredValue(reason), cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static Task<int> AnswerAsync(Func<IServiceProvider, Task<DeskAnswer>> ask, CancellationToken cancellation) =>
        RunAsync(
            async services =>
            {
                var answer = await ask(services);
                await (answer.IsDone ? Console.Out : Console.Error).WriteLineAsync(answer.Message);
                return answer.IsDone ? 0 : 1;
            },
            cancellation
        );

    private static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> act, CancellationToken cancellation)
    {
        await using var services = Workbench.Open();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await Of<Migration>(scope.ServiceProvider).RunAsync(cancellation);
            return await act(scope.ServiceProvider);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {failure.GetBaseException().Message}");
            return 2;
        }
    }
}
