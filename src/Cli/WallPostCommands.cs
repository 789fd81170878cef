using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.Wall.Moderation;
using static Concord.Cli.ModerationCommands;

namespace Concord.Cli;

/// <summary>Commands that moderate posts.</summary>
internal static class WallPostCommands
{
    private const int MaxPictureBytes = 32 << 20;

    private static readonly JsonSerializerOptions Json = new(CommandRunner.Json)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static IEnumerable<Command> All() =>
        [
            Add(),
            PendingReview(),
            Decide(
                "release",
                "Shows a post that is pending review, hidden or suspected deleted.",
                "POST",
                (services, id, reason, ct) => Of<PostModeration>(services).ReleaseAsync(id, reason, Operator, ct),
                WallWording.Decided
            ),
            Decide(
                "hide",
                "Hides a post, or rejects one that is pending review.",
                "POST",
                (services, id, reason, ct) => Of<PostModeration>(services).HideAsync(id, reason, Operator, ct),
                WallWording.Decided
            ),
            Decide(
                "hold",
                "Sends a post back to review.",
                "POST",
                (services, id, reason, ct) => Of<PostModeration>(services).RequeueAsync(id, reason, Operator, ct),
                WallWording.Decided
            ),
            Pin("pin", "Pins a post to the top.", isPinned: true),
            Pin("unpin", "Unpins a post.", isPinned: false),
            Attach(),
            Translate(),
        ];

    private static Command Pin(string verb, string description, bool isPinned) =>
        Decide(
            verb,
            description,
            "POST",
            (services, id, reason, ct) => Of<PostModeration>(services).PinAsync(id, isPinned, reason, Operator, ct),
            result => WallWording.Pinned(result, isPinned)
        );

    private static Command Add()
    {
        var source = new Argument<string>("SOURCE") { Description = "The source that it belongs to." };
        var text = new Option<string?>("--text") { Description = "Its text; read from standard input if not given." };
        var language = new Option<string?>("--language")
        {
            Description = "Such as en or ckb; detected from the text if not given.",
        };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "When it was published, such as 2020-10-22T09:00Z; now if not given.",
        };
        var link = new Option<string?>("--link") { Description = "Its address at the source." };
        var picture = new Option<FileInfo?>("--picture") { Description = "A JPEG, PNG, WebP or AVIF file." };
        var alt = new Option<string?>("--alt") { Description = "Alternative text of the picture." };
        var json = AsJson();
        var command = new Command("add", "Adds a post by hand.") { source, text, language, at, link, picture, alt, json };
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
                return await RunAsync(
                    services => Of<IngestionCommands>(services).AddAsync(post, Operator, cancellation),
                    WallWording.PostAdded,
                    parsed.GetValue(json),
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
            Description = "Which twenty; the first if not given.",
            DefaultValueFactory = _ => 1,
        };
        var json = AsJson();
        var command = new Command("pending", "Lists the posts that are pending review, the oldest first.") { page, json };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        const int PageSize = 20;
                        var number = Math.Clamp(parsed.GetValue(page), 1, 1_000_000);
                        var pending = await Of<PostModeration>(services)
                            .PendingAsync((number - 1) * PageSize, PageSize, cancellation);
                        if (parsed.GetValue(json))
                        {
                            Console.WriteLine(JsonSerializer.Serialize(pending, Json));
                            return 0;
                        }

                        foreach (var post in pending.Posts)
                        {
                            Console.WriteLine(
                                $"{post.Id:N}  {(post.IsUndated ? "no date" : $"{post.At:yyyy-MM-dd HH:mm}Z")}  {post.Source}{(post.Author is { } who ? $" · {who}" : "")}  [{post.Language}]"
                            );
                            Console.WriteLine($"  {WallWording.Of(post.StateReason, post.StateNote)}");
                            Console.WriteLine($"  {post.Text.ReplaceLineEndings("\n  ")}");
                            if (post.Quoted is { } quoted)
                            {
                                Console.WriteLine($"  > {quoted.ReplaceLineEndings("\n  > ")}");
                            }

                            Console.WriteLine();
                        }

                        await Console.Error.WriteLineAsync(
                            pending.Total == 0
                                ? "No post is pending review."
                                : $"Posts pending review: {pending.Total}. To decide: concord wall release|hide POST --reason …"
                        );
                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Attach()
    {
        var post = new Argument<Guid>("POST") { Description = "The whole id of the post." };
        var campaign = new Option<string?>("--campaign") { Description = "The document of the campaign, such as violinist." };
        var member = new Option<string?>("--member") { Description = "The member whose page shows it too, such as iraq." };
        var remove = new Option<bool>("--remove") { Description = "Takes the post from its campaign, statement or story." };
        var removeMember = new Option<bool>("--remove-member") { Description = "Takes the post from the member's page." };
        var json = AsJson();
        var command = new Command("attach", "Attaches a post to a campaign, statement, story or member, or takes it from there.")
        {
            post,
            campaign,
            member,
            remove,
            removeMember,
            json,
        };
        command.Validators.Add(result =>
        {
            var given = new[]
            {
                result.GetValue(campaign) is not null,
                result.GetValue(member) is not null,
                result.GetValue(remove),
                result.GetValue(removeMember),
            };
            if (given.Count(one => one) != 1)
            {
                result.AddError("Give one of --campaign, --member, --remove and --remove-member.");
            }
        });
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    services =>
                    {
                        var attach = Of<AttachPost>(services);
                        var id = parsed.GetRequiredValue(post);
                        return parsed.GetValue(member) is not null || parsed.GetValue(removeMember)
                            ? attach.ToMemberAsync(id, parsed.GetValue(member), Operator, cancellation)
                            : attach.RunAsync(id, parsed.GetValue(campaign), Operator, cancellation);
                    },
                    WallWording.Attached,
                    parsed.GetValue(json),
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
        var remove = new Option<bool>("--remove") { Description = "Removes the translation." };
        var json = AsJson();
        var command = new Command("translate", "Adds a translation to a post, or removes it.")
        {
            post,
            language,
            text,
            remove,
            json,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var translation = parsed.GetValue(remove)
                    ? null
                    : parsed.GetValue(text) ?? await Console.In.ReadToEndAsync(cancellation);
                return await RunAsync(
                    services =>
                        Of<PostModeration>(services)
                            .TranslateAsync(
                                parsed.GetRequiredValue(post),
                                parsed.GetRequiredValue(language),
                                translation,
                                Operator,
                                cancellation
                            ),
                    result => WallWording.Translated(result, translation is null),
                    parsed.GetValue(json),
                    cancellation
                );
            }
        );
        return command;
    }
}
