using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// The answers that are asked for again and again, as they went over the wire: found before anything else is done with a
/// request. Whatever is dropped anywhere, all of them are taken once more from what is kept behind.
/// </summary>
internal sealed class HotResponses(CacheEvictions evictions)
{
    private const int Slots = 512;

    /// <summary>With <see cref="Slots"/>, at most 32 MiB in all. A long page that is not compressed finds room too.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>Each has one place it can stand, and takes it from whichever stood there.</summary>
    private readonly HotResponse?[] slots = new HotResponse?[Slots];

    /// <summary>To be asked for before an answer is begun.</summary>
    public long Now => evictions.Now;

    /// <returns>Null where there is none, or one that may not be true any more.</returns>
    public HotResponse? Find(HotResponseKey key) =>
        Volatile.Read(ref slots[PlaceOf(key)]) is { } answer && answer.Key == key && answer.At == evictions.Now ? answer : null;

    public void Put(HotResponse answer) => Volatile.Write(ref slots[PlaceOf(answer.Key)], answer);

    private static int PlaceOf(HotResponseKey key) => (key.GetHashCode() & int.MaxValue) % Slots;
}

/// <summary>What an answer without a query depends on.</summary>
/// <param name="Encoding">As <see cref="NormalizedAcceptEncoding"/> has it.</param>
internal readonly record struct HotResponseKey(string Scheme, string Host, string PathBase, string Path, string Encoding)
{
    public static HotResponseKey Of(HttpRequest request) =>
        new(
            request.Scheme,
            request.Host.Value ?? "",
            request.PathBase.Value ?? "",
            request.Path.Value ?? "",
            NormalizedAcceptEncoding.Best(request.Headers.AcceptEncoding.ToString())
        );
}

/// <param name="At">By the clock of <see cref="CacheEvictions"/>, before it was begun.</param>
/// <param name="Endpoint">For the measurements: which route this is.</param>
internal sealed record HotResponse(
    HotResponseKey Key,
    long At,
    Endpoint? Endpoint,
    string Tag,
    KeyValuePair<string, StringValues>[] Headers,
    byte[] Body
)
{
    public async Task SendAsync(HttpContext http)
    {
        var response = http.Response;
        var isKnown = http.Request.Headers.IfNoneMatch.ToString() == Tag;
        foreach (var (name, value) in Headers)
        {
            if (!isKnown || !name.StartsWith("Content-", StringComparison.Ordinal) || name == HeaderNames.ContentSecurityPolicy)
            {
                response.Headers[name] = value;
            }
        }

        http.SetEndpoint(Endpoint);
        if (isKnown)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentLength = Body.Length;
        await response.BodyWriter.WriteAsync(Body, http.RequestAborted);
    }
}
