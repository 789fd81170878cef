using Concord.ActivityPub.Actors;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.ActivityPub.Inbox;

/// <summary>Where other servers send messages: one inbox for each account, and one for all.</summary>
internal static class InboxEndpoints
{
    private const int MaxBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var path in new[] { $"{LocalActor.Root}/{{lang:lang}}/inbox", $"{LocalActor.Root}/inbox" })
        {
            endpoints.MapPost(path, TakeAsync).ExcludeFromDescription();
        }
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        LocalActors actors,
        InboxLimit limit,
        TakeActivity take,
        CancellationToken cancellation
    )
    {
        if (actors.All.Count == 0)
        {
            return TypedResults.NotFound();
        }

        if (!limit.Allows(http))
        {
            http.Response.Headers.RetryAfter = "60";
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return await ReadAsync(http.Request, cancellation) is { } body
            ? TypedResults.StatusCode(await take.RunAsync(http.Request, body, cancellation))
            : TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
    }

    /// <returns>Null where it is too large.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await request.Body.ReadAsync(piece, cancellation) is > 0 and var count)
        {
            if (content.Length + count > MaxBytes)
            {
                return null;
            }

            content.Write(piece, 0, count);
        }

        return content.ToArray();
    }
}

/// <summary>How many messages one network may send in a minute.</summary>
internal sealed class InboxLimit(ActivityPubOptions options, ClientKeys keys)
    : NetworkLimit(options.PerNetwork, TimeSpan.FromMinutes(1), keys);
