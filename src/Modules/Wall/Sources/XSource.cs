using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>
/// An account on X, <c>https://x.com/name</c>, by API v2, where the operator has a key; or on another server that answers
/// <c>/2/users/…</c>. Replies and reposts are left out.
/// </summary>
internal sealed partial class XSource(OutboundHttpClient client, TimeProvider time) : IPostSource
{
    private const int MaxPages = 10;
    private const int MaxConcurrent = 100;
    private const string Fields =
        "max_results=100&exclude=replies,retweets&tweet.fields=created_at,lang,entities,attachments,author_id,note_tweet,edit_history_tweet_ids,possibly_sensitive,referenced_tweets"
        + "&expansions=attachments.media_keys,attachments.poll_ids,author_id,referenced_tweets.id,referenced_tweets.id.author_id&media.fields=media_key,type,url,preview_image_url,alt_text&user.fields=name,username";

    private static readonly Uri Api = new("https://api.x.com/");

    public string Kind => "x";

    public async Task<SourceResult> ReadAsync(SourceRequest source, CancellationToken cancellation)
    {
        if (AccountName().Match(source.Address.AbsolutePath) is not { Success: true } account)
        {
            return Refused(source, "Give the address of an account: https://x.com/name.");
        }

        if (string.IsNullOrEmpty(source.Token))
        {
            return Refused(source, "X answers only to a key: set one for this source.");
        }

        var name = account.Groups["name"].Value;
        var server = ServerOf(source);
        var mark = source.Cursor;
        if (mark.Account is null)
        {
            var answer = await AskAsync(source, new Uri(server, $"/2/users/by/username/{name}"), cancellation);
            if (answer.Outcome != FetchOutcome.Fetched || answer.Json()?.Part("data").Id("id") is not { } id)
            {
                return Failed(answer, mark, []);
            }

            mark = mark with { Account = id };
        }

        return await ReadPagesAsync(source, mark, server, name, cancellation);
    }

    private async Task<SourceResult> ReadPagesAsync(
        SourceRequest source,
        SyncCursor mark,
        Uri server,
        string name,
        CancellationToken cancellation
    )
    {
        var (posts, faults) = (new List<XPost>(), new List<PostFault>());
        FetchResult answer;
        string? next = null;
        var pages = 0;
        do
        {
            var since = mark.Newest is null ? "" : $"&since_id={Uri.EscapeDataString(mark.Newest)}";
            var further = next is null ? "" : $"&pagination_token={Uri.EscapeDataString(next)}";
            var address = new Uri(server, $"/2/users/{Uri.EscapeDataString(mark.Account!)}/tweets?{Fields}{since}{further}");
            answer = await AskAsync(source, address, cancellation);
            if (
                answer.Outcome != FetchOutcome.Fetched
                || answer.Json() is not { } whole
                || whole.Part("meta").ValueKind != JsonValueKind.Object
            )
            {
                return Failed(answer, mark, posts) with { Faults = faults };
            }

            var includes = whole.Part("includes");
            var read = whole.Items("data").Select(post => new XPost(post, includes, name)).ToList();
            posts.AddRange(read.Where(post => post.IsPost));
            faults.AddRange(
                read.Where(post => !post.IsPost)
                    .Select(_ => new PostFault(Post: null, "A post without an id or a text was left out."))
            );
            faults.AddRange(read.Where(post => post.IsPost).SelectMany(post => post.Faults()));
            // A new source starts with its newest page, not with its whole past.
            next = mark.Newest is null ? null : whole.Part("meta").Text("next_token");
        } while (next is not null && ++pages < MaxPages);

        return new SourceResult(FetchOutcome.Fetched, mark with { Newest = posts.Count > 0 ? posts[0].Id : mark.Newest })
        {
            Posts = Drafts(posts),
            Faults = faults,
            Problem = next is null ? null : SourceResult.TooMany,
            Wait = RateLimits.WaitOf(answer, time),
        };
    }

    /// <summary>
    /// By many ids at once; deleted posts are listed among the errors. An edited post has another id there.
    /// </summary>
    public async Task<PresenceResult> CheckAsync(
        SourceRequest source,
        IReadOnlyList<KnownPost> posts,
        CancellationToken cancellation
    )
    {
        var (deleted, there) = (new List<string>(), new List<string>());
        foreach (var batch in posts.Chunk(MaxConcurrent))
        {
            var ids = string.Join(',', batch.Select(post => Uri.EscapeDataString(post.Id)));
            var answer = await AskAsync(source, new Uri(ServerOf(source), $"/2/tweets?ids={ids}"), cancellation);
            if (answer.Outcome == FetchOutcome.Fetched && answer.Json() is { } whole)
            {
                deleted.AddRange(
                    whole
                        .Items("errors")
                        .Where(error => error.Text("type") == "https://api.twitter.com/2/problems/resource-not-found")
                        .Select(error => error.Text("resource_id") ?? error.Text("value"))
                        .OfType<string>()
                        .Where(id => batch.Any(post => post.Id == id))
                );
                there.AddRange(whole.Items("data").Select(post => post.Text("id")).OfType<string>());
            }
        }

        return new PresenceResult(deleted, there, Present: []);
    }

    private static Uri ServerOf(SourceRequest source) =>
        source.Address.Host is "x.com" or "www.x.com" or "twitter.com" or "www.twitter.com" ? Api : source.Address;

    private Task<FetchResult> AskAsync(SourceRequest source, Uri address, CancellationToken cancellation) =>
        client.GetAsync(source.Fetch(address) with { Accept = "application/json", BearerToken = source.Token }, cancellation);

    /// <summary>What was read counts; the cursor stays, so that the next poll covers what is missing.</summary>
    private SourceResult Failed(FetchResult answer, SyncCursor mark, List<XPost> posts)
    {
        var message = answer.Json() is { } whole
            ? whole.Text("detail") ?? whole.Items("errors").Select(error => error.Text("detail")).FirstOrDefault()
            : null;
        var outcome = answer.Outcome == FetchOutcome.Fetched ? FetchOutcome.Denied : answer.Outcome;
        return new SourceResult(posts.Count > 0 ? FetchOutcome.Fetched : outcome, mark)
        {
            Posts = Drafts(posts),
            Wait = RateLimits.WaitOf(answer, time),
            Problem = message is { Length: > 0 }
                ? $"X answers {answer.Status}: {message}"
                : answer.Problem ?? "The server answers, but not as X does.",
        };
    }

    private static SourceResult Refused(SourceRequest source, string problem) =>
        new(FetchOutcome.Refused, source.Cursor) { Problem = problem };

    private static List<FetchedPost> Drafts(List<XPost> posts) =>
        [.. posts.Select(post => post.ToDraft()).DistinctBy(post => post.Id, StringComparer.Ordinal)];

    [GeneratedRegex("^/@?(?<name>[A-Za-z0-9_]{1,15})/?$", RegexOptions.None, 10_000)]
    private static partial Regex AccountName();
}
