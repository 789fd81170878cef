using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>
/// Public timelines of Mastodon and of servers with its API: an account (<c>https://server/@name</c>), a hashtag
/// (<c>https://server/tags/name</c>) or the server's own (<c>https://server/</c>). Replies and boosts are left out.
/// </summary>
internal sealed partial class MastodonSource(OutboundHttpClient client, TimeProvider time) : IPostSource
{
    private const int MaxPages = 10;
    private const int OfPage = 40;

    public string Kind => "mastodon";

    /// <summary>Status by status; statuses of other servers, as a hashtag timeline has them, by their pages.</summary>
    public async Task<PresenceResult> CheckAsync(
        SourceRequest source,
        IReadOnlyList<KnownPost> posts,
        CancellationToken cancellation
    )
    {
        var (deleted, present) = (new List<string>(), new List<FetchedPost>());
        var elsewhere = new List<KnownPost>();
        foreach (var post in posts)
        {
            if (StatusOf(post, source.Address) is not { } status)
            {
                elsewhere.Add(post);
                continue;
            }

            var answer = await AskAsync(source, new Uri(source.Address, $"/api/v1/statuses/{status}"), cancellation);
            if (answer.Outcome == FetchOutcome.NotFound)
            {
                deleted.Add(post.Id);
            }
            else if (
                answer.Outcome == FetchOutcome.Fetched
                && answer.Json() is { } json
                && new MastodonStatus(json) is { Id: not null } read
            )
            {
                present.Add(read.ToDraft());
            }
        }

        var others = await PostPages.CheckAsync(client, elsewhere, cancellation);
        return new PresenceResult(
            [.. deleted, .. others.Deleted],
            [.. present.Select(post => post.Id), .. others.There],
            present
        );
    }

    private static string? StatusOf(KnownPost post, Uri server) =>
        Uri.TryCreate(post.Link, UriKind.Absolute, out var link)
        && link.Authority == server.Authority
        && link.Segments[^1].All(char.IsAsciiLetterOrDigit)
            ? link.Segments[^1]
            : null;

    public async Task<SourceResult> ReadAsync(SourceRequest source, CancellationToken cancellation)
    {
        var mark = source.Cursor;
        if (AccountName().Match(source.Address.AbsolutePath) is { Success: true } account && mark.Account is null)
        {
            var (id, failure) = await FindAccountAsync(source, account.Groups["name"].Value, cancellation);
            if (id is null)
            {
                return failure!;
            }

            mark = mark with { Account = id };
        }

        if (FirstPage(source.Address, mark) is not { } page)
        {
            return new SourceResult(FetchOutcome.Refused, mark)
            {
                Problem =
                    "Give the address of an account (https://server/@name), of a hashtag (https://server/tags/name) or of a server.",
            };
        }

        return await ReadPagesAsync(source, mark, page, cancellation);
    }

    private async Task<(string? Id, SourceResult? Failure)> FindAccountAsync(
        SourceRequest source,
        string name,
        CancellationToken cancellation
    )
    {
        var address = new Uri(source.Address, $"/api/v1/accounts/lookup?acct={Uri.EscapeDataString(name)}");
        var answer = await AskAsync(source, address, cancellation);
        if (answer.Outcome != FetchOutcome.Fetched)
        {
            return (null, Failed(answer, source.Cursor));
        }

        return answer.Json()?.Id("id") is { } id ? (id, null) : (null, NoMastodon(source.Cursor));
    }

    /// <summary>
    /// Reads upwards from the newest known status, so that a poll that is interrupted or reaches its limit leaves no gap.
    /// </summary>
    private async Task<SourceResult> ReadPagesAsync(
        SourceRequest source,
        SyncCursor mark,
        Uri first,
        CancellationToken cancellation
    )
    {
        var (posts, faults) = (new List<FetchedPost>(), new List<PostFault>());
        FetchResult? answer = null;
        Uri? page = first;
        for (var read = 0; page is not null && read < MaxPages; read++)
        {
            answer = await AskAsync(source, page, cancellation);
            if (answer.Outcome != FetchOutcome.Fetched || answer.Json() is not { ValueKind: JsonValueKind.Array } list)
            {
                var failure = answer.Outcome == FetchOutcome.Fetched ? NoMastodon(mark) : Failed(answer, mark);
                return posts.Count == 0 ? failure : Read(failure.Wait, failure.Problem);
            }

            var all = list.EnumerateArray().Select(element => new MastodonStatus(element)).ToList();
            var statuses = all.FindAll(status => status.Id is not null);
            faults.AddRange(
                all.Where(status => status.Id is null)
                    .Select(_ => new PostFault(Post: null, "A status without an id was left out."))
            );
            faults.AddRange(statuses.Where(status => status.IsPublic).SelectMany(status => status.Faults()));
            posts.InsertRange(0, statuses.Where(status => status.IsPublic).Select(status => status.ToDraft()));
            // A new source starts with its newest page, not with its whole past.
            page = mark.Newest is null || statuses.Count == 0 ? null : NewerPage(answer, source.Address);
            mark = statuses.Count > 0 ? mark with { Newest = statuses[0].Id } : mark;
        }

        return Read(answer is null ? null : RateLimits.WaitOf(answer, time), problem: null);

        SourceResult Read(TimeSpan? wait, string? problem) =>
            new(FetchOutcome.Fetched, mark)
            {
                Posts = posts,
                Faults = faults,
                Wait = wait,
                Problem = problem,
            };
    }

    private static Uri? FirstPage(Uri address, SyncCursor mark)
    {
        var after = mark.Newest is { } newest ? $"&min_id={Uri.EscapeDataString(newest)}" : "";
        if (mark.Account is { } id)
        {
            return new Uri(
                address,
                $"/api/v1/accounts/{Uri.EscapeDataString(id)}/statuses?limit={OfPage}&exclude_replies=true&exclude_reblogs=true{after}"
            );
        }

        if (TagName().Match(address.AbsolutePath) is { Success: true } tag)
        {
            return new Uri(address, $"/api/v1/timelines/tag/{tag.Groups["name"].Value}?limit={OfPage}{after}");
        }

        return address.AbsolutePath is "/" or "/public" or "/public/local"
            ? new Uri(address, $"/api/v1/timelines/public?local=true&limit={OfPage}{after}")
            : null;
    }

    private Task<FetchResult> AskAsync(SourceRequest source, Uri address, CancellationToken cancellation) =>
        client.GetAsync(source.Fetch(address) with { Accept = "application/json", BearerToken = source.Token }, cancellation);

    /// <returns>From the header <c>Link</c> (RFC 8288), on the same server only.</returns>
    private static Uri? NewerPage(FetchResult answer, Uri server) =>
        answer.Headers.TryGetValue("Link", out var links)
        && NewerLink().Match(links) is { Success: true } link
        && Uri.TryCreate(server, link.Groups["address"].Value, out var next)
        && next.Authority == server.Authority
            ? next
            : null;

    private SourceResult Failed(FetchResult answer, SyncCursor mark) =>
        SourceResult.Failed(answer, mark) with
        {
            Wait = RateLimits.WaitOf(answer, time),
        };

    private static SourceResult NoMastodon(SyncCursor mark) =>
        new(FetchOutcome.Denied, mark) { Problem = "The response is not one of Mastodon." };

    [GeneratedRegex("^/(?:@|users/)(?<name>[^/@]+(?:@[^/]+)?)/?$", RegexOptions.None, 10_000)]
    private static partial Regex AccountName();

    [GeneratedRegex("^/tags/(?<name>[^/]+)/?$", RegexOptions.None, 10_000)]
    private static partial Regex TagName();

    [GeneratedRegex("""<(?<address>[^<>]+)>\s*;[^,]*\brel="?prev\b""", RegexOptions.None, 10_000)]
    private static partial Regex NewerLink();
}
