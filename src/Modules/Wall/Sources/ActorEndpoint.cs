using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Wall.Sources;

/// <summary><c>/actor</c>: the actor that signs the site's requests. It follows nobody and accepts no messages.</summary>
internal static class ActorEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(ActivityKey.ActorPath, [HttpMethods.Get, HttpMethods.Head], Send);

    private static IResult Send(ActivityKey key, HttpContext http)
    {
        if (!key.IsSet)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=3600";
        var actor = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["@context"] = (string[])["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            ["id"] = key.Actor,
            ["type"] = "Application",
            ["preferredUsername"] = new Uri(key.Actor).Host,
            ["name"] = "Concord",
            ["url"] = new Uri(new Uri(key.Actor), "/").AbsoluteUri,
            // ActivityPub requires both; they lead nowhere.
            ["inbox"] = $"{key.Actor}/inbox",
            ["outbox"] = $"{key.Actor}/outbox",
            ["manuallyApprovesFollowers"] = true,
            ["publicKey"] = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["id"] = key.KeyId,
                ["owner"] = key.Actor,
                ["publicKeyPem"] = key.Public,
            },
        };
        return TypedResults.Json(actor, contentType: "application/activity+json; charset=utf-8");
    }
}
