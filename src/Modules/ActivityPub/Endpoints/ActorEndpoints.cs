using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Followers;
using Concord.ActivityPub.Notes;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Concord.ActivityPub.Endpoints;

/// <summary>The accounts as other servers read them: who they are, what they posted, and how many follow.</summary>
internal static class ActorEndpoints
{
    private const string Type = "application/activity+json; charset=utf-8";
    private const int PageSize = 20;
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string Actor = $"{LocalActor.Root}/{{lang:lang}}";
        endpoints.MapMethods(Actor, Methods, ActorAsync).ExcludeFromDescription();
        endpoints.MapMethods($"{Actor}/outbox", Methods, OutboxAsync).ExcludeFromDescription();
        endpoints.MapMethods($"{Actor}/followers", Methods, FollowersAsync).ExcludeFromDescription();
        endpoints.MapMethods($"{Actor}/following", Methods, Following).ExcludeFromDescription();
        endpoints.MapMethods($"{Actor}/notes/{{id}}", Methods, NoteAsync).ExcludeFromDescription();
        endpoints.MapMethods($"{Actor}/notes/{{id}}/activity", Methods, ActivityAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ActorAsync(
        string lang,
        HttpContext http,
        LocalActors actors,
        ActorKeys keys,
        LanguageSet languages,
        CancellationToken cancellation
    )
    {
        if (!actors.TryFind(lang, out var actor))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.Vary = "Accept";
        if (!WantsActivity(http.Request))
        {
            return TypedResults.Redirect(actor.Page);
        }

        var localizer = new Localizer(actor.Language, languages, HtmlText.Encoder);
        var page = HtmlText.Encode(actor.Page);
        return Json(
            http,
            new(StringComparer.Ordinal)
            {
                ["@context"] = new object[]
                {
                    NoteJson.Context,
                    "https://w3id.org/security/v1",
                    new { discoverable = "http://joinmastodon.org/ns#discoverable" },
                },
                ["id"] = actor.Address,
                ["type"] = "Organization",
                ["preferredUsername"] = actor.Name,
                ["name"] = localizer["site.name"],
                ["summary"] = $"<p>{HtmlText.Encode(localizer["site.description"])}</p><p><a href=\"{page}\">{page}</a></p>",
                ["url"] = actor.Page,
                ["inbox"] = actor.Inbox,
                ["outbox"] = actor.Outbox,
                ["followers"] = actor.Followers,
                ["following"] = actor.Following,
                ["endpoints"] = new { sharedInbox = actors.SharedInbox },
                ["manuallyApprovesFollowers"] = false,
                ["discoverable"] = true,
                ["image"] = new
                {
                    type = "Image",
                    mediaType = "image/png",
                    url = $"{actor.Site}/share/{actor.Language.Code}.png",
                },
                ["publicKey"] = new
                {
                    id = actor.KeyId,
                    owner = actor.Address,
                    publicKeyPem = await keys.PublicKeyAsync(actor, cancellation),
                },
            }
        );
    }

    private static async Task<IResult> OutboxAsync(
        string lang,
        HttpContext http,
        LocalActors actors,
        NoteReader reader,
        CancellationToken cancellation
    )
    {
        if (!actors.TryFind(lang, out var actor))
        {
            return TypedResults.NotFound();
        }

        var total = await reader.CountAsync(actor, cancellation);
        var query = http.Request.Query["page"];
        if (query.Count == 0)
        {
            return Json(
                http,
                new(StringComparer.Ordinal)
                {
                    ["@context"] = NoteJson.Context,
                    ["id"] = actor.Outbox,
                    ["type"] = "OrderedCollection",
                    ["totalItems"] = total,
                    ["first"] = $"{actor.Outbox}?page=1",
                }
            );
        }

        var paging = Paging.Read(query) is { } number ? new Paging(number, PageSize, total) : null;
        if (paging is not { Exists: true })
        {
            return TypedResults.NotFound();
        }

        var page = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@context"] = NoteJson.Context,
            ["id"] = $"{actor.Outbox}?page={paging.Number}",
            ["type"] = "OrderedCollectionPage",
            ["partOf"] = actor.Outbox,
            ["totalItems"] = total,
            ["orderedItems"] = await reader.ActivitiesAsync(actor, paging.Skip, PageSize, cancellation),
        };
        if (paging.Number < paging.Pages)
        {
            page["next"] = $"{actor.Outbox}?page={paging.Number + 1}";
        }

        return Json(http, page);
    }

    /// <summary>How many, not who.</summary>
    private static async Task<IResult> FollowersAsync(
        string lang,
        HttpContext http,
        LocalActors actors,
        FollowerStore followers,
        CancellationToken cancellation
    ) =>
        actors.TryFind(lang, out var actor)
            ? Collection(http, actor.Followers, await followers.CountAsync(actor, cancellation))
            : TypedResults.NotFound();

    private static IResult Following(string lang, HttpContext http, LocalActors actors) =>
        actors.TryFind(lang, out var actor) ? Collection(http, actor.Following, 0) : TypedResults.NotFound();

    private static Task<IResult> NoteAsync(
        string lang,
        string id,
        HttpContext http,
        LocalActors actors,
        NoteReader reader,
        CancellationToken cancellation
    ) => PostAsync(lang, id, http, actors, reader, asActivity: false, cancellation);

    private static Task<IResult> ActivityAsync(
        string lang,
        string id,
        HttpContext http,
        LocalActors actors,
        NoteReader reader,
        CancellationToken cancellation
    ) => PostAsync(lang, id, http, actors, reader, asActivity: true, cancellation);

    private static async Task<IResult> PostAsync(
        string lang,
        string id,
        HttpContext http,
        LocalActors actors,
        NoteReader reader,
        bool asActivity,
        CancellationToken cancellation
    )
    {
        if (
            !actors.TryFind(lang, out var actor)
            || !Guid.TryParseExact(id, "N", out var note)
            || await reader.FindAsync(actor, note, cancellation) is not { } found
        )
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.Vary = "Accept";
        if (found.Json is not { } json)
        {
            http.Response.StatusCode = StatusCodes.Status410Gone;
            return Json(
                http,
                new(StringComparer.Ordinal)
                {
                    ["@context"] = NoteJson.Context,
                    ["id"] = actor.NoteAddress(note),
                    ["type"] = "Tombstone",
                }
            );
        }

        if (!WantsActivity(http.Request))
        {
            return TypedResults.Redirect((string)json["url"]!);
        }

        return Json(
            http,
            asActivity
                ? NoteJson.Create(actor, found.Note, json)
                : new Dictionary<string, object?>(json, StringComparer.Ordinal) { ["@context"] = NoteJson.Context }
        );
    }

    private static ContentHttpResult Collection(HttpContext http, string id, int count) =>
        Json(
            http,
            new(StringComparer.Ordinal)
            {
                ["@context"] = NoteJson.Context,
                ["id"] = id,
                ["type"] = "OrderedCollection",
                ["totalItems"] = count,
            }
        );

    private static bool WantsActivity(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Any(type =>
                type.MediaType.Value?.ToLowerInvariant()
                    is "application/activity+json"
                        or "application/ld+json"
                        or "application/json"
            );

    private static ContentHttpResult Json(HttpContext http, Dictionary<string, object?> json)
    {
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Text(NoteJson.Write(json), Type, System.Text.Encoding.UTF8, http.Response.StatusCode);
    }
}
