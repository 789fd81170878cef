using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Notes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.ActivityPub.Endpoints;

/// <summary>How other servers find the accounts: WebFinger (RFC 7033) and NodeInfo 2.1.</summary>
internal static class DiscoveryEndpoints
{
    private const string NodeInfo = "/nodeinfo/2.1";
    private const string NodeInfoSchema = "http://nodeinfo.diaspora.software/ns/schema/2.1";
    private const string Types = "application/activity+json";
    private const int MaxResource = 500;
    private static readonly string[] Protocols = ["activitypub"];
    private static readonly string[] Outbound = ["atom1.0"];
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/.well-known/webfinger", Methods, WebFinger).ExcludeFromDescription();
        endpoints.MapMethods("/.well-known/nodeinfo", Methods, NodeInfoLinks).ExcludeFromDescription();
        endpoints.MapMethods(NodeInfo, Methods, NodeInfoAsync).ExcludeFromDescription();
    }

    private static IResult WebFinger(HttpContext http, LocalActors actors)
    {
        if (actors.All.Count == 0)
        {
            return TypedResults.NotFound();
        }

        if (http.Request.Query["resource"] is not [{ Length: > 0 and <= MaxResource } resource])
        {
            return TypedResults.BadRequest();
        }

        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Find(actors, resource) is { } actor
            ? TypedResults.Json(
                new
                {
                    subject = $"acct:{actor.Handle[1..]}",
                    aliases = new[] { actor.Address, actor.Page },
                    links = new object[]
                    {
                        new
                        {
                            rel = "self",
                            type = Types,
                            href = actor.Address,
                        },
                        new
                        {
                            rel = "http://webfinger.net/rel/profile-page",
                            type = "text/html",
                            href = actor.Page,
                        },
                    },
                },
                contentType: "application/jrd+json; charset=utf-8"
            )
            : TypedResults.NotFound();
    }

    /// <summary>By handle, by the address of the account, or by its page.</summary>
    private static LocalActor? Find(LocalActors actors, string resource)
    {
        var handle = resource.StartsWith("acct:", StringComparison.OrdinalIgnoreCase)
            ? resource["acct:".Length..].TrimStart('@')
            : null;
        return actors.All.FirstOrDefault(actor =>
            handle is not null
                ? handle.Equals(actor.Handle[1..], StringComparison.OrdinalIgnoreCase)
                : resource == actor.Address || resource == actor.Page
        );
    }

    private static IResult NodeInfoLinks(LocalActors actors) =>
        actors.All is [var actor, ..]
            ? TypedResults.Json(new { links = new[] { new { rel = NodeInfoSchema, href = actor.Site + NodeInfo } } })
            : TypedResults.NotFound();

    private static async Task<IResult> NodeInfoAsync(
        HttpContext http,
        LocalActors actors,
        NoteReader reader,
        CancellationToken cancellation
    )
    {
        if (actors.All.Count == 0)
        {
            return TypedResults.NotFound();
        }

        var posts = 0;
        foreach (var actor in actors.All)
        {
            posts += await reader.CountAsync(actor, cancellation);
        }

        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Json(
            new
            {
                version = "2.1",
                software = new { name = "concord", version = "1.0" },
                protocols = Protocols,
                services = new { inbound = Array.Empty<string>(), outbound = Outbound },
                openRegistrations = false,
                usage = new { users = new { total = actors.All.Count }, localPosts = posts },
                metadata = new { },
            },
            contentType: $"application/json; profile=\"{NodeInfoSchema}#\""
        );
    }
}
