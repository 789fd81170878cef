using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.Foundation.OutboundHttp;
using Concord.SocialPosts.Counting;

namespace Concord.SocialPosts.Networks;

/// <summary>
/// Bluesky by the AT protocol (atproto.com, lexicons <c>com.atproto</c> and <c>app.bsky</c>). The key of a post's record is
/// made here, so that sending it again writes the same record and not a second one.
/// </summary>
internal sealed class BlueskyNetwork(NetworkClient client) : ISocialNetwork
{
    private const string Collection = "app.bsky.feed.post";
    private const string SortableDigits = "234567abcdefghijklmnopqrstuvwxyz";
    private const int KeyLength = 13;
    private const int BitsOfClock = 10;

    public SocialNetwork Network => SocialNetwork.Bluesky;

    public TimeSpan? Repeatable => TimeSpan.FromDays(3650);

    public async Task<NetworkAnswer> CheckAsync(SocialAccount account, CancellationToken cancellation)
    {
        var (session, answer) = await SignInAsync(account, cancellation);
        return session is null ? answer : new NetworkAnswer(AnswerKind.Accepted, $"@{account.Options.Handle}, {session.Owner}");
    }

    public async Task<(PreparedPost? Prepared, NetworkAnswer Answer)> PrepareAsync(
        SocialAccount account,
        OutgoingPost post,
        CancellationToken cancellation
    )
    {
        var (session, answer) = await SignInAsync(account, cancellation);
        if (session is null || post.Picture is null)
        {
            return (session is null ? null : new PreparedPost(session, Picture: null), answer);
        }

        var result = await client.PostAsync(
            At(account, "com.atproto.repo.uploadBlob"),
            $"Bearer {session.Token}",
            post.Picture.Content,
            "image/jpeg",
            cancellation
        );
        return NetworkClient.Json(result) is { } json && json.TryGetProperty("blob", out var blob)
            ? (new PreparedPost(session, blob.GetRawText()), new NetworkAnswer(AnswerKind.Accepted, ""))
            : (null, client.FailureBefore(result));
    }

    public async Task<NetworkAnswer> SendAsync(
        SocialAccount account,
        OutgoingPost post,
        PreparedPost prepared,
        CancellationToken cancellation
    )
    {
        var (session, key) = (prepared.Session!, KeyOf(post));
        var result = await client.PostJsonAsync(
            At(account, "com.atproto.repo.putRecord"),
            $"Bearer {session.Token}",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["repo"] = session.Owner,
                ["collection"] = Collection,
                ["rkey"] = key,
                ["record"] = RecordOf(post, prepared.Picture),
            },
            cancellation
        );
        return NetworkClient.Json(result)?.TextOf("uri") is not null
                ? new NetworkAnswer(AnswerKind.Accepted, $"{result.Status}")
                {
                    Id = key,
                    Url = $"https://bsky.app/profile/{session.Owner}/post/{key}",
                }
            : result.Outcome == FetchOutcome.Fetched ? NetworkClient.Unreadable(result)
            : client.Failure(result);
    }

    public async Task<NetworkAnswer> DeleteAsync(SocialAccount account, string id, CancellationToken cancellation)
    {
        var (session, answer) = await SignInAsync(account, cancellation);
        if (session is null)
        {
            return answer;
        }

        var result = await client.PostJsonAsync(
            At(account, "com.atproto.repo.deleteRecord"),
            $"Bearer {session.Token}",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["repo"] = session.Owner,
                ["collection"] = Collection,
                ["rkey"] = id,
            },
            cancellation
        );
        return result.Outcome == FetchOutcome.Fetched
            ? new NetworkAnswer(AnswerKind.Accepted, $"{result.Status}")
            : client.FailureBefore(result);
    }

    /// <summary>A timestamp identifier (TID): microseconds and ten bits of the post's name, in 13 digits that sort by time.</summary>
    internal static string KeyOf(OutgoingPost post)
    {
        var clock = BitConverter.ToUInt16(SHA256.HashData(post.Id.ToByteArray())) & ((1 << BitsOfClock) - 1);
        var value = ((ulong)((post.At - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) << BitsOfClock) | (uint)clock;
        var key = new char[KeyLength];
        for (var place = KeyLength - 1; place >= 0; place--, value >>= 5)
        {
            key[place] = SortableDigits[(int)(value & 31)];
        }

        return new string(key);
    }

    private static Dictionary<string, object> RecordOf(OutgoingPost post, string? blob)
    {
        var record = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["$type"] = Collection,
            ["text"] = post.Text.Short,
            ["langs"] = new[] { post.Language },
            ["createdAt"] = post.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
        if (BlueskyFacets.Of(post.Text) is { Count: > 0 } facets)
        {
            record["facets"] = facets;
        }

        if (blob is not null && post.Picture is { } picture)
        {
            record["embed"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["$type"] = "app.bsky.embed.images",
                ["images"] = new[]
                {
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["alt"] = picture.Alt,
                        ["image"] = JsonSerializer.Deserialize<JsonElement>(blob),
                        ["aspectRatio"] = new { width = picture.Width, height = picture.Height },
                    },
                },
            };
        }
        else if (post.Text.Links.Count > 0)
        {
            record["embed"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["$type"] = "app.bsky.embed.external",
                ["external"] = new
                {
                    uri = post.Text.Address,
                    title = post.Title,
                    description = post.Summary,
                },
            };
        }

        return record;
    }

    private async Task<(Session? Session, NetworkAnswer Answer)> SignInAsync(
        SocialAccount account,
        CancellationToken cancellation
    )
    {
        var result = await client.PostJsonAsync(
            At(account, "com.atproto.server.createSession"),
            authorization: null,
            new { identifier = account.Options.Handle, password = account.Options.Password },
            cancellation
        );
        var json = NetworkClient.Json(result);
        return json?.TextOf("accessJwt") is { } token && json?.TextOf("did") is { } owner
            ? (new Session(token, owner), new NetworkAnswer(AnswerKind.Accepted, ""))
            : (null, result.Outcome == FetchOutcome.Fetched ? Unreadable(result) : client.FailureBefore(result));
    }

    private static NetworkAnswer Unreadable(FetchResult result) =>
        NetworkClient.Unreadable(result) with
        {
            Kind = AnswerKind.Later,
        };

    private static Uri At(SocialAccount account, string method) => new($"{account.Server}/xrpc/{method}");
}
