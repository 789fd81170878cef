using Concord.FeedReading;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>
/// RSS, Atom and JSON Feed, and every network that offers one (YouTube's <c>feeds/videos.xml</c>, Mastodon's <c>.rss</c>).
/// Requests only what changed; reads further pages back to the newest known item.
/// </summary>
internal sealed class FeedSource(OutboundHttpClient client, OutboundHttpOptions options) : IPostSource
{
    private const int MaxPages = 10;

    public string Kind => "feed";

    public Task<PresenceResult> CheckAsync(
        SourceRequest source,
        IReadOnlyList<KnownPost> posts,
        CancellationToken cancellation
    ) => PostPages.CheckAsync(client, posts, cancellation);

    public async Task<SourceResult> ReadAsync(SourceRequest source, CancellationToken cancellation)
    {
        var question = source.Fetch(source.Address) with
        {
            Accept = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
            EntityTag = source.Cursor.EntityTag,
            LastModified = source.Cursor.LastModified,
            BearerToken = source.Token,
            MaxBytes = options.MaxFeedBytes,
        };
        var answer = await client.GetAsync(question, cancellation);
        if (answer.Outcome == FetchOutcome.NotModified)
        {
            return new SourceResult(answer.Outcome, source.Cursor) { Wait = answer.RetryAfter };
        }

        if (answer.Outcome != FetchOutcome.Fetched)
        {
            return SourceResult.Failed(answer, source.Cursor);
        }

        var feed = Read(answer);
        if (!feed.IsRead)
        {
            return new SourceResult(FetchOutcome.Denied, source.Cursor)
            {
                Problem = $"There is no feed at this address. {feed.Problems[0].What}",
            };
        }

        var (pages, problem) = await FurtherPagesAsync(question, feed, source.Cursor.Newest, cancellation);
        var items = pages.SelectMany(page => page.Items).ToList();
        // Where a page is missing the cursor stays, so that the next poll covers it.
        var mark =
            problem is not null && problem != SourceResult.TooMany
                ? source.Cursor
                : source.Cursor with
                {
                    EntityTag = answer.EntityTag,
                    LastModified = answer.LastModified,
                    Newest = items.Count > 0 ? items[0].Id : source.Cursor.Newest,
                };
        return new SourceResult(FetchOutcome.Fetched, mark)
        {
            Posts = [.. items.DistinctBy(item => item.Id, StringComparer.Ordinal).Select(FetchedPostOf)],
            Deleted = [.. pages.SelectMany(page => page.Deleted)],
            Faults = [.. pages.SelectMany(FaultsOf)],
            Wait = answer.RetryAfter,
            Problem = problem,
            MovedTo = answer.HasMoved ? answer.Address : null,
        };
    }

    /// <summary>Only where the first page does not reach back to the newest known item.</summary>
    private async Task<(IReadOnlyList<Feed> Pages, string? Problem)> FurtherPagesAsync(
        FetchRequest question,
        Feed first,
        string? newest,
        CancellationToken cancellation
    )
    {
        var pages = new List<Feed> { first };
        while (
            newest is not null
            && pages[^1].Items.All(item => item.Id != newest)
            && Uri.TryCreate(pages[^1].Next, UriKind.Absolute, out var next)
        )
        {
            if (pages.Count == MaxPages)
            {
                return (pages, SourceResult.TooMany);
            }

            var answer = await client.GetAsync(
                question with
                {
                    Address = next,
                    EntityTag = null,
                    LastModified = null,
                    // A secret is for the host it was given for.
                    BearerToken = next.Authority == question.Address.Authority ? question.BearerToken : null,
                },
                cancellation
            );
            if (answer.Outcome != FetchOutcome.Fetched || Read(answer) is not { IsRead: true } page)
            {
                return (pages, answer.Problem ?? "A further page of the feed is none.");
            }

            if (page.Items.Count == 0)
            {
                break;
            }

            pages.Add(page);
        }

        return (pages, null);
    }

    private Feed Read(FetchResult answer) =>
        FeedReader.Read(answer.Content, new FeedOrigin(answer.Address, answer.ContentType), options.MaxFeedBytes);

    private static IEnumerable<PostFault> FaultsOf(Feed feed) =>
        feed.Problems.Select(problem => new PostFault(
            problem.Item is { } item && item < feed.Items.Count ? feed.Items[item].Id : null,
            problem.Line > 0 ? $"Line {problem.Line}: {problem.What}" : problem.What
        ));

    private static FetchedPost FetchedPostOf(FeedItem item) =>
        new(item.Id)
        {
            SharedId = item.SharedId,
            HasReliableId = false,
            Link = item.Link,
            Author = item.Author,
            At = item.Date,
            EditedAt = item.Updated > item.Date ? item.Updated : null,
            Text = TextOf(item),
            Language = item.Language,
            Hashtags = item.Tags,
            Files = [.. FilesOf(item)],
            IsSensitive = item.IsSensitive,
        };

    /// <summary>A title that only repeats the beginning of the text, as in feeds of microblogs, is left out.</summary>
    private static string TextOf(FeedItem item)
    {
        var title = item.Title?.TrimEnd('…', '.', ' ');
        return string.IsNullOrEmpty(title) || item.Text.StartsWith(title, StringComparison.OrdinalIgnoreCase) ? item.Text
            : item.Text.Length == 0 ? item.Title!
            : $"{item.Title}\n{item.Text}";
    }

    /// <summary>A picture beside a film is its still.</summary>
    private static IEnumerable<PostFile> FilesOf(FeedItem item)
    {
        var still = item.Media.FirstOrDefault(file => IsOf(file, "image/"));
        foreach (var file in item.Media)
        {
            var isFilm = IsOf(file, "video/") || IsOf(file, "application/x-shockwave-flash");
            if (isFilm || IsOf(file, "audio/"))
            {
                yield return new PostFile(file.Address, file.Type, isFilm ? still?.Address : null, file.Description);
            }
            else if (
                IsOf(file, "image/")
                && !item.Media.Any(other => IsOf(other, "video/") || IsOf(other, "application/x-shockwave-flash"))
            )
            {
                yield return new PostFile(file.Address, file.Type, Still: null, file.Description);
            }
        }
    }

    private static bool IsOf(FeedMedia file, string type) =>
        file.Type?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;
}
