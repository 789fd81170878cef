using System.Text;
using System.Text.Json;
using Concord.Foundation.OutboundHttp;

namespace Concord.SocialPosts.Networks;

/// <summary>Requests to the interfaces of networks, and what their answers mean.</summary>
internal sealed class NetworkClient(OutboundHttpClient client, TimeProvider time)
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxWords = 300;

    /// <summary>Where the networks say what is wrong, the most telling first.</summary>
    private static readonly string[] Words = ["message", "detail", "error_description", "error", "title"];

    public Task<FetchResult> GetAsync(Uri address, string? authorization, CancellationToken cancellation) =>
        client.GetAsync(
            new FetchRequest(address)
            {
                Accept = "application/json",
                Authorization = authorization,
                MaxBytes = MaxBytes,
            },
            cancellation
        );

    public Task<FetchResult> PostJsonAsync(
        Uri address,
        string? authorization,
        object body,
        CancellationToken cancellation,
        params IReadOnlyList<KeyValuePair<string, string>> headers
    ) =>
        client.SendAsync(
            Request(HttpMethod.Post, address, authorization) with
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(body),
                BodyType = "application/json",
                Sign = headers.Count == 0 ? null : _ => headers,
            },
            cancellation
        );

    public Task<FetchResult> PostAsync(
        Uri address,
        string? authorization,
        byte[] body,
        string type,
        CancellationToken cancellation
    ) => client.SendAsync(Request(HttpMethod.Post, address, authorization) with { Body = body, BodyType = type }, cancellation);

    /// <param name="fields">Name and text.</param>
    /// <param name="file">Name of the field of the picture.</param>
    public async Task<FetchResult> PostPictureAsync(
        Uri address,
        string? authorization,
        IReadOnlyList<(string Name, string Value)> fields,
        string file,
        byte[] picture,
        CancellationToken cancellation
    )
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value, Encoding.UTF8), $"\"{name}\"");
        }

        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new("image/jpeg");
        form.Add(content, $"\"{file}\"", "\"picture.jpg\"");
        return await PostAsync(
            address,
            authorization,
            await form.ReadAsByteArrayAsync(cancellation),
            form.Headers.ContentType!.ToString(),
            cancellation
        );
    }

    public Task<FetchResult> DeleteAsync(Uri address, string? authorization, CancellationToken cancellation) =>
        client.SendAsync(Request(HttpMethod.Delete, address, authorization), cancellation);

    /// <summary>What an answer means that is no success.</summary>
    public NetworkAnswer Failure(FetchResult result)
    {
        var words = WordsOf(result);
        return result.Status switch
        {
            0 when !result.MayHaveArrived => new NetworkAnswer(AnswerKind.Later, words),
            0 => new NetworkAnswer(AnswerKind.Unknown, words),
            429 => new NetworkAnswer(AnswerKind.Later, words) { Wait = RateLimits.WaitOf(result, time) },
            // The server, or one before it, did not come to an end with the request.
            408 or >= 500 => new NetworkAnswer(AnswerKind.Unknown, words) { Wait = RateLimits.WaitOf(result, time) },
            _ => new NetworkAnswer(AnswerKind.Refused, words),
        };
    }

    /// <summary>An answer of success that cannot be understood.</summary>
    public static NetworkAnswer Unreadable(FetchResult result) =>
        new(AnswerKind.Unknown, $"{result.Status}: the answer cannot be read");

    /// <summary>The same where nothing was to become public.</summary>
    public NetworkAnswer FailureBefore(FetchResult result) =>
        Failure(result) is { Kind: AnswerKind.Unknown } unknown ? unknown with { Kind = AnswerKind.Later } : Failure(result);

    /// <returns>Null where it is no success, or no JSON object.</returns>
    public static JsonElement? Json(FetchResult result) =>
        result.Outcome == FetchOutcome.Fetched ? JsonReading.ReadObject(result.Content) : null;

    private static FetchRequest Request(HttpMethod method, Uri address, string? authorization) =>
        new(address)
        {
            Method = method,
            Accept = "application/json",
            Authorization = authorization,
            MaxBytes = MaxBytes,
        };

    /// <summary>The code and the server's own words, where it says them in JSON as the networks do.</summary>
    private static string WordsOf(FetchResult result)
    {
        if (result.Status == 0)
        {
            return Shorten(result.Problem ?? "");
        }

        var said = Said(result);
        return Shorten(said is null ? result.Problem ?? $"{result.Status}" : $"{result.Status}: {said}");
    }

    private static string? Said(FetchResult result) =>
        JsonReading.ReadObject(result.Content) is { } json
            ? Words.Select(name => json.TextOf(name)).FirstOrDefault(words => !string.IsNullOrEmpty(words))
            : null;

    private static string Shorten(string words)
    {
        var line = new string([.. words.Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        return line.Length <= MaxWords ? line : $"{line[..MaxWords]}…";
    }
}
