using System.Net;
using Concord.Foundation.OutboundHttp;

namespace Concord.SocialPosts.Networks;

/// <summary>
/// Mastodon's interface (docs.joinmastodon.org, API v1 and v2), which Pleroma, GoToSocial and others speak. A post is sent
/// with an Idempotency-Key, by which the server knows a repetition for an hour.
/// </summary>
internal sealed class MastodonNetwork(NetworkClient client, TimeProvider time) : ISocialNetwork
{
    private const int MaxQuestions = 20;
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(1);

    public SocialNetwork Network => SocialNetwork.Mastodon;

    /// <summary>A little less than the hour, for clocks that differ.</summary>
    public TimeSpan? Repeatable => TimeSpan.FromMinutes(50);

    public async Task<NetworkAnswer> CheckAsync(SocialAccount account, CancellationToken cancellation)
    {
        var result = await client.GetAsync(
            At(account, "/api/v1/accounts/verify_credentials"),
            Authorization(account),
            cancellation
        );
        return NetworkClient.Json(result)?.TextOf("acct") is { } name
            ? new NetworkAnswer(AnswerKind.Accepted, $"@{name}@{new Uri(account.Server).Host}")
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

        var result = await client.PostPictureAsync(
            At(account, "/api/v2/media"),
            Authorization(account),
            [("description", picture.Alt)],
            "file",
            picture.Content,
            cancellation
        );
        if (NetworkClient.Json(result)?.TextOf("id") is not { } id)
        {
            return (null, client.FailureBefore(result));
        }

        // 202: the server is still drawing its sizes, and refuses posts with the picture until it is done.
        for (var asked = 0; result.Status is 202 or 206; asked++)
        {
            if (asked == MaxQuestions)
            {
                return (null, new NetworkAnswer(AnswerKind.Later, "The server is still at work on the picture."));
            }

            await Task.Delay(BetweenQuestions, time, cancellation);
            result = await client.GetAsync(
                At(account, $"/api/v1/media/{WebUtility.UrlEncode(id)}"),
                Authorization(account),
                cancellation
            );
        }

        return result.Status == 200
            ? (new PreparedPost(Session: null, id), new NetworkAnswer(AnswerKind.Accepted, ""))
            : (null, client.FailureBefore(result));
    }

    public async Task<NetworkAnswer> SendAsync(
        SocialAccount account,
        OutgoingPost post,
        PreparedPost prepared,
        CancellationToken cancellation
    )
    {
        var result = await client.PostJsonAsync(
            At(account, "/api/v1/statuses"),
            Authorization(account),
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["status"] = post.Text.Full,
                ["language"] = post.Language,
                ["visibility"] = "public",
                ["media_ids"] = prepared.Picture is { } picture ? new[] { picture } : [],
            },
            cancellation,
            [new("Idempotency-Key", post.Id.ToString("N"))]
        );
        var json = NetworkClient.Json(result);
        return json?.TextOf("id") is { } id
                ? new NetworkAnswer(AnswerKind.Accepted, $"{result.Status}")
                {
                    Id = id,
                    Url = json?.TextOf("url") ?? json?.TextOf("uri"),
                }
            : result.Outcome == FetchOutcome.Fetched ? NetworkClient.Unreadable(result)
            : client.Failure(result);
    }

    public async Task<NetworkAnswer> DeleteAsync(SocialAccount account, string id, CancellationToken cancellation)
    {
        var result = await client.DeleteAsync(
            At(account, $"/api/v1/statuses/{WebUtility.UrlEncode(id)}"),
            Authorization(account),
            cancellation
        );
        return result.Outcome is FetchOutcome.Fetched or FetchOutcome.NotFound
            ? new NetworkAnswer(AnswerKind.Accepted, $"{result.Status}")
            : client.FailureBefore(result);
    }

    private static Uri At(SocialAccount account, string path) => new(account.Server + path);

    private static string Authorization(SocialAccount account) => $"Bearer {account.Options.Token}";
}
