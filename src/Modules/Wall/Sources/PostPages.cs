using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>Checks posts by their pages, for networks without an API for it.</summary>
internal static class PostPages
{
    /// <summary>Requests the page of each post; it is deleted where the server answers 404 or 410.</summary>
    public static async Task<PresenceResult> CheckAsync(
        OutboundHttpClient client,
        IReadOnlyList<KnownPost> posts,
        CancellationToken cancellation
    )
    {
        var (deleted, there) = (new List<string>(), new List<string>());
        foreach (var post in posts)
        {
            if (!Uri.TryCreate(post.Link, UriKind.Absolute, out var address))
            {
                continue;
            }

            var answer = await client.GetAsync(new FetchRequest(address) { HeadersOnly = true }, cancellation);
            if (answer.Outcome == FetchOutcome.NotFound)
            {
                deleted.Add(post.Id);
            }
            else if (answer.Outcome == FetchOutcome.Fetched)
            {
                there.Add(post.Id);
            }
        }

        return new PresenceResult(deleted, there, Present: []);
    }
}
