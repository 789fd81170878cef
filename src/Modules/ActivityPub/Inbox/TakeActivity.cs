using System.Text.Json;
using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Followers;
using Concord.ActivityPub.Notes;
using Concord.Foundation.OutboundHttp;
using Microsoft.AspNetCore.Http;

namespace Concord.ActivityPub.Inbox;

/// <summary>
/// What other servers send: somebody follows, follows no longer, or was deleted. Replies, likes and everything else are neither
/// read nor kept.
/// </summary>
internal sealed class TakeActivity(LocalActors actors, VerifyRequest verify, RemoteActors remotes, FollowerStore followers)
{
    /// <returns>The code of HTTP to answer with.</returns>
    public async Task<int> RunAsync(HttpRequest request, byte[] body, CancellationToken cancellation)
    {
        if (
            JsonReading.ReadObject(body) is not { } activity
            || IdOf(activity.Part("actor")) is not { } sender
            || RemoteActors.ReadAddress(sender) is null
        )
        {
            return StatusCodes.Status400BadRequest;
        }

        return activity.TextOf("type") switch
        {
            "Follow" => await FollowAsync(request, body, activity, sender, cancellation),
            "Undo" => await UndoAsync(request, body, activity.Part("object"), sender, cancellation),
            "Delete" => await DeleteAsync(activity.Part("object"), sender, cancellation),
            _ => StatusCodes.Status202Accepted,
        };
    }

    private async Task<int> FollowAsync(
        HttpRequest request,
        byte[] body,
        JsonElement activity,
        string sender,
        CancellationToken cancellation
    )
    {
        if (
            actors.At(IdOf(activity.Part("object"))) is not { } followed
            || activity.TextOf("id") is not { } id
            || RemoteActors.ReadAddress(id)?.Authority != RemoteActors.ReadAddress(sender)!.Authority
        )
        {
            return StatusCodes.Status400BadRequest;
        }

        if (await verify.RunAsync(request, body, sender, followed, cancellation) is not { } remote)
        {
            return StatusCodes.Status401Unauthorized;
        }

        await followers.AddAsync(
            followed,
            remote,
            id,
            accept => NoteJson.Write(NoteJson.Accept(followed, accept, id, remote.Address)),
            cancellation
        );
        return StatusCodes.Status202Accepted;
    }

    /// <param name="undone">The Follow, whole or by its id; anything else that is undone was never kept.</param>
    private async Task<int> UndoAsync(
        HttpRequest request,
        byte[] body,
        JsonElement undone,
        string sender,
        CancellationToken cancellation
    )
    {
        var isWhole = undone.ValueKind == JsonValueKind.Object;
        var named = isWhole ? actors.At(IdOf(undone.Part("object"))) : null;
        if (isWhole && (undone.TextOf("type") != "Follow" || named is null || IdOf(undone.Part("actor")) != sender))
        {
            return StatusCodes.Status202Accepted;
        }

        IReadOnlyList<LocalActor> possible = named is null ? actors.All : [named];
        var followed = new List<LocalActor>();
        foreach (var actor in possible)
        {
            if (await followers.IsFollowerAsync(actor, sender, cancellation))
            {
                followed.Add(actor);
            }
        }

        if (followed.Count == 0)
        {
            return StatusCodes.Status202Accepted;
        }

        if (await verify.RunAsync(request, body, sender, followed[0], cancellation) is null)
        {
            return StatusCodes.Status401Unauthorized;
        }

        foreach (var actor in followed)
        {
            await followers.RemoveAsync(actor, sender, named is null ? undone.TextOf() : null, cancellation);
        }

        return StatusCodes.Status202Accepted;
    }

    /// <summary>An account that is deleted can prove nothing any more: its server is asked whether it is gone.</summary>
    private async Task<int> DeleteAsync(JsonElement deleted, string sender, CancellationToken cancellation)
    {
        if (IdOf(deleted) != sender)
        {
            return StatusCodes.Status202Accepted;
        }

        foreach (var actor in actors.All)
        {
            if (
                await followers.IsFollowerAsync(actor, sender, cancellation)
                && (await remotes.FetchAsync(sender, actor, cancellation)).IsGone
            )
            {
                await followers.RemoveAsync(actor, sender, follow: null, cancellation);
            }
        }

        return StatusCodes.Status202Accepted;
    }

    /// <summary>The id of what is given whole or by its id.</summary>
    private static string? IdOf(JsonElement json) => json.TextOf() ?? json.TextOf("id");
}
