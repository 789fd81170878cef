using System.CommandLine;
using Concord.Wall.Moderation;
using static Concord.Cli.CommandRunner;
using static Concord.Cli.ModerationCommands;

namespace Concord.Cli;

/// <summary>Commands that moderate posts.</summary>
internal static class WallPostCommands
{
    private const int MaxPictureBytes = 32 << 20;

    public static IEnumerable<Command> All() =>
        [
            Add(),
            PendingReview(),
            Decide(
                "release",
                "Puts a post on the wall that waits or was taken off.",
                "POST",
                (all, id, why, ct) => Of<PostModeration>(all).ReleaseAsync(id, why, Operator, ct)
            ),
            Decide(
                "hide",
                "Takes a post off the wall, or says that one that waits will not come.",
                "POST",
                (all, id, why, ct) => Of<PostModeration>(all).HideAsync(id, why, Operator, ct)
            ),
            Decide(
                "hold",
                "Puts a post back among those that wait.",
                "POST",
                (all, id, why, ct) => Of<PostModeration>(all).RequeueAsync(id, why, Operator, ct)
            ),
            Decide(
                "pin",
                "Puts a post before all others.",
                "POST",
                (all, id, why, ct) => Of<PostModeration>(all).PinAsync(id, isPinned: true, why, Operator, ct)
            ),
            Decide(
                "unpin",
                "Puts a pinned post back into its place.",
                "POST",
                (all, id, why, ct) => Of<PostModeration>(all).PinAsync(id, isPinned: false, why, Operator, ct)
            ),
            Translate(),
        ];

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
                if (file is { Exists: false } or { Length: > MaxPictureBytes })
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
                    services => Of<IngestionCommands>(services).AddAsync(post, Operator, cancellation),
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command PendingReview()
    {
        var page = new Option<int>("--page")
        {
            Description = "Which twenty; the first if not said.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("pending", "Shows the posts that wait for a person, the longest waiting first.") { page };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    async services =>
                    {
                        const int OfPage = 20;
                        var number = Math.Clamp(parsed.GetValue(page), 1, 1_000_000);
                        var waiting = await Of<PostModeration>(services)
                            .PendingAsync((number - 1) * OfPage, OfPage, cancellation);
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
                        Of<PostModeration>(services)
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
}
