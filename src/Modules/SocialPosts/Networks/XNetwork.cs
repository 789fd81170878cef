using System.Net;
using Concord.Foundation.OutboundHttp;

namespace Concord.SocialPosts.Networks;

/// <summary>
/// X by its API v2, signed with OAuth 1.0a (RFC 5849), whose tokens do not expire. It has no key for repetitions: a post of
/// which no answer came is not sent again.
/// </summary>
internal sealed class XNetwork(NetworkClient client, TimeProvider time) : ISocialNetwork
{
    public SocialNetwork Network => SocialNetwork.X;

    public TimeSpan? Repeatable => null;

    public async Task<NetworkAnswer> CheckAsync(SocialAccount account, CancellationToken cancellation)
    {
        var address = At(account, "/2/users/me");
        var result = await client.GetAsync(address, Authorization(account, HttpMethod.Get, address), cancellation);
        return NetworkClient.Json(result)?.Part("data").TextOf("username") is { } name
            ? new NetworkAnswer(AnswerKind.Accepted, $"@{name}")
            : client.FailureBefore(result);
    }

    public async Task<(PreparedPost? Prepared, NetworkAnswer Answer)> PrepareAsync(
        SocialAccount account,
        OutgoingPost post,
        CancellationToken cancellation
    )
    {
        if (post.Picture is not { } picture)
        {
            return (new PreparedPost(Session: null, Picture: null), new NetworkAnswer(AnswerKind.Accepted, ""));
        }

        var address = At(account, "/2/media/upload");
        var result = await client.PostPictureAsync(
            address,
            Authorization(account, HttpMethod.Post, address),
            [("media_category", "tweet_image"), ("media_type", "image/jpeg")],
            "media",
            picture.Content,
            cancellation
        );
        if (NetworkClient.Json(result)?.Part("data").TextOf("id") is not { } id)
        {
            return (null, client.FailureBefore(result));
        }

        var words = At(account, "/2/media/metadata");
        var described = await client.PostJsonAsync(
            words,
            Authorization(account, HttpMethod.Post, words),
            new { id, metadata = new { alt_text = new { text = picture.Alt } } },
            cancellation
        );
        // A picture without its words is not sent.
        return described.Outcome == FetchOutcome.Fetched
            ? (new PreparedPost(Session: null, id), new NetworkAnswer(AnswerKind.Accepted, ""))
            : (null, client.FailureBefore(described));
    }

    public async Task<NetworkAnswer> SendAsync(
        SocialAccount account,
        OutgoingPost post,
        PreparedPost prepared,
        CancellationToken cancellation
    )
    {
        var address = At(account, "/2/tweets");
        var body = new Dictionary<string, object>(StringComparer.Ordinal) { ["text"] = post.Text.Full };
        if (prepared.Picture is { } picture)
        {
            body["media"] = new { media_ids = new[] { picture } };
        }

        var result = await client.PostJsonAsync(address, Authorization(account, HttpMethod.Post, address), body, cancellation);
        return NetworkClient.Json(result)?.Part("data").TextOf("id") is { } id
                ? new NetworkAnswer(AnswerKind.Accepted, $"{result.Status}") { Id = id, Url = $"https://x.com/i/web/status/{id}" }
            : result.Outcome == FetchOutcome.Fetched ? NetworkClient.Unreadable(result)
            : client.Failure(result);
    }

    public async Task<NetworkAnswer> DeleteAsync(SocialAccount account, string id, CancellationToken cancellation)
    {
        var address = At(account, $"/2/tweets/{WebUtility.UrlEncode(id)}");
        var result = await client.DeleteAsync(address, Authorization(account, HttpMethod.Delete, address), cancellation);
        return result.Outcome is FetchOutcome.Fetched or FetchOutcome.NotFound
            ? new NetworkAnswer(AnswerKind.Accepted, $"{result.Status}")
            : client.FailureBefore(result);
    }

    private string Authorization(SocialAccount account, HttpMethod method, Uri address) =>
        OAuthSignature.Header(account.Options, method.Method, address, time.GetUtcNow(), Guid.NewGuid().ToString("N"));

    private static Uri At(SocialAccount account, string path) => new(account.Server + path);
}
