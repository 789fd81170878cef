using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>The pages of posts, for networks that have no question of their own for whether a post is still there.</summary>
internal static class PostPages
{
    /// <summary>Asks for the page of each; one is gone where the server says so (404, 410).</summary>
    public static async Task<PresenceResult> CheckAsync(
        OutboundHttpClient client,
        IReadOnlyList<KnownPost> posts,
        CancellationToken cancellation
    )
    {
        var (gone, there) = (new List<string>(), new List<string>());
        foreach (var post in posts)
        {
            if (!Uri.TryCreate(post.Link, UriKind.Absolute, out var address))
            {
                continue;
            }

            var answer = await client.GetAsync(new FetchRequest(address) { HeadersOnly = true }, cancellation);
            if (answer.Outcome == FetchOutcome.NotFound)
            {
                gone.Add(post.Id);
            }
            else if (answer.Outcome == FetchOutcome.Fetched)
            {
                there.Add(post.Id);
            }
        }

        return new PresenceResult(gone, there, Present: []);
    }
}
