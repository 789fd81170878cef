using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>
/// An account on Bluesky, <c>https://bsky.app/profile/name</c>, by the public API, or on another server that answers
/// <c>/xrpc/app.bsky.feed.getAuthorFeed</c>. Replies and reposts are left out.
/// </summary>
internal sealed partial class BlueskySource(OutboundHttpClient client, TimeProvider time) : IPostSource
{
    private const int MaxPages = 10;
    private const int MaxConcurrent = 25;
    private static readonly Uri PublicApi = new("https://public.api.bsky.app/");

    public string Kind => "bluesky";

    public async Task<SourceResult> ReadAsync(SourceRequest source, CancellationToken cancellation)
    {
        if (ProfileName().Match(source.Address.AbsolutePath) is not { Success: true } profile)
        {
            return new SourceResult(FetchOutcome.Refused, source.Cursor)
            {
                Problem = "Give the address of an account: https://bsky.app/profile/name.",
            };
        }

        var server = ServerOf(source);
        var actor = Uri.EscapeDataString(Uri.UnescapeDataString(profile.Groups["name"].Value));
        var (posts, faults) = (new List<BlueskyPost>(), new List<PostFault>());
        FetchResult? answer = null;
        string? problem = SourceResult.TooMany;
        var cursor = "";
        for (var page = 0; page < MaxPages; page++)
        {
            var address = new Uri(
                server,
                $"/xrpc/app.bsky.feed.getAuthorFeed?actor={actor}&limit=100&filter=posts_no_replies{cursor}"
            );
            answer = await client.GetAsync(
                source.Fetch(address) with
                {
                    Accept = "application/json",
                    BearerToken = source.Token,
                },
                cancellation
            );
            if (answer.Outcome != FetchOutcome.Fetched || Parse(answer) is not { } list)
            {
                return BrokenOff(source.Cursor, answer, posts) with { Faults = faults };
            }

            var entries = list.Feed.Select(entry => new BlueskyPost(entry)).ToList();
            posts.AddRange(entries.Where(post => post.IsOwn));
            faults.AddRange(
                entries.Where(post => !post.HasId).Select(_ => new PostFault(Post: null, "An entry without a post was left out."))
            );
            faults.AddRange(entries.Where(post => post.IsOwn).SelectMany(post => post.Faults()));
            // The API cannot ask for newer posts only: pages are read back to the newest known post.
            if (list.Cursor is null || source.Cursor.Newest is null || posts.Exists(post => post.Id == source.Cursor.Newest))
            {
                problem = null;
                break;
            }

            cursor = $"&cursor={Uri.EscapeDataString(list.Cursor)}";
        }

        return new SourceResult(
            FetchOutcome.Fetched,
            source.Cursor with
            {
                Newest = posts.Count > 0 ? posts[0].Id : source.Cursor.Newest,
            }
        )
        {
            Posts = Drafts(posts),
            Faults = faults,
            Problem = problem,
            Wait = answer is null ? null : RateLimits.WaitOf(answer, time),
        };
    }

    /// <summary><c>app.bsky.feed.getPosts</c> leaves out deleted posts. Posts there cannot be edited.</summary>
    public async Task<PresenceResult> CheckAsync(
        SourceRequest source,
        IReadOnlyList<KnownPost> posts,
        CancellationToken cancellation
    )
    {
        var (deleted, there) = (new List<string>(), new List<string>());
        foreach (var batch in posts.Chunk(MaxConcurrent))
        {
            var uris = string.Join('&', batch.Select(post => $"uris={Uri.EscapeDataString(post.Id)}"));
            var answer = await client.GetAsync(
                source.Fetch(new Uri(ServerOf(source), $"/xrpc/app.bsky.feed.getPosts?{uris}")) with
                {
                    Accept = "application/json",
                    BearerToken = source.Token,
                },
                cancellation
            );
            if (
                answer.Outcome == FetchOutcome.Fetched
                && answer.Json() is { } whole
                && whole.Part("posts").ValueKind == JsonValueKind.Array
            )
            {
                var shown = whole.Items("posts").Select(post => post.Id("uri")).ToHashSet(StringComparer.Ordinal);
                var isShown = batch.Select(post => post.Id).ToLookup(shown.Contains);
                deleted.AddRange(isShown[false]);
                there.AddRange(isShown[true]);
            }
        }

        return new PresenceResult(deleted, there, Present: []);
    }

    private static Uri ServerOf(SourceRequest source) => source.Address.Host == "bsky.app" ? PublicApi : source.Address;

    /// <summary>What was read counts; the cursor stays, so that the next poll covers what is missing.</summary>
    private SourceResult BrokenOff(SyncCursor mark, FetchResult answer, List<BlueskyPost> posts)
    {
        var failure =
            answer.Outcome == FetchOutcome.Fetched
                ? new SourceResult(FetchOutcome.Denied, mark) { Problem = "The response is not one of Bluesky." }
                : SourceResult.Failed(answer, mark) with
                {
                    Problem = Said(answer) ?? answer.Problem,
                };
        return failure with
        {
            Outcome = posts.Count > 0 ? FetchOutcome.Fetched : failure.Outcome,
            Posts = Drafts(posts),
            Wait = RateLimits.WaitOf(answer, time),
        };
    }

    private static List<FetchedPost> Drafts(List<BlueskyPost> posts) =>
        [.. posts.DistinctBy(post => post.Id, StringComparer.Ordinal).Select(post => post.ToDraft())];

    private static (IReadOnlyList<JsonElement> Feed, string? Cursor)? Parse(FetchResult answer) =>
        answer.Json() is { } whole && whole.Part("feed").ValueKind == JsonValueKind.Array
            ? (whole.Items("feed"), whole.Text("cursor"))
            : null;

    /// <summary>Errors carry a sentence of the server, such as that there is no such account.</summary>
    private static string? Said(FetchResult answer) =>
        answer.Json()?.Text("message") is { Length: > 0 } message ? $"The server answers {answer.Status}: {message}" : null;

    [GeneratedRegex("^/profile/(?<name>[^/]+)/?$", RegexOptions.None, 10_000)]
    private static partial Regex ProfileName();
}
