using System.Text.Json;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>The posts of an outbox, whose items may be activities, the posts themselves, or addresses of either.</summary>
/// <param name="own">The address, where it is one of the source's own server; else null.</param>
internal sealed class ActivityObjects(Func<Uri, Task<FetchResult>> ask, Func<string?, Uri?> own)
{
    /// <summary>Items that are given by address only and fetched one by one, of one poll.</summary>
    private const int MaxFetched = 20;

    private int fetched;

    /// <returns>The object of a post; null with a fault where it cannot be had, and without one where the item is no post,
    /// such as a boost.</returns>
    public async Task<(JsonElement? Object, PostFault? Fault)> PostOfAsync(JsonElement item)
    {
        var (whole, missing) = await WholeAsync(item);
        if (whole is not { } activity)
        {
            return (null, missing);
        }

        var thing = activity;
        if (ActivityNote.IsOf(activity, "Create"))
        {
            (whole, missing) = await WholeAsync(activity.Items("object").FirstOrDefault());
            if (whole is not { } created)
            {
                return (null, missing);
            }

            thing = created;
        }

        var note = new ActivityNote(thing, actorName: null);
        if (!note.IsPost)
        {
            return (null, IsOther(thing) ? null : new PostFault(note.Id, $"An object of the type “{note.Type}” was left out."));
        }

        return note.Id is null ? (null, new PostFault(Post: null, "A post without an id was left out."))
            : own(note.Id) is null ? (null, new PostFault(note.Id, "A post of another server was left out."))
            : (thing, null);
    }

    /// <summary>Boosts, likes and follows are no posts of the account.</summary>
    private static bool IsOther(JsonElement activity) =>
        activity
            .Items("type")
            .Exists(type =>
                type.Text()
                    is "Announce"
                        or "Like"
                        or "Dislike"
                        or "Follow"
                        or "Accept"
                        or "Add"
                        or "Remove"
                        or "Delete"
                        or "Undo"
                        or "Update"
                        or "Tombstone"
                        or "Move"
                        or "Flag"
                        or "Block"
                        or "Join"
                        or "View"
            );

    private async Task<(JsonElement? Whole, PostFault? Fault)> WholeAsync(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.Object)
        {
            return (item, null);
        }

        var text = item.Text();
        if (own(text) is not { } address)
        {
            return (
                null,
                new PostFault(text, "An item was left out: it is neither an object nor an address of the same server.")
            );
        }

        if (fetched++ >= MaxFetched)
        {
            return (
                null,
                new PostFault(text, $"More than {MaxFetched} items are given by address only; this one was not fetched.")
            );
        }

        var answer = await ask(address);
        return answer.Outcome == FetchOutcome.Fetched && answer.Json() is { ValueKind: JsonValueKind.Object } whole
            ? (whole, null)
            : (null, new PostFault(text, $"It could not be fetched. {answer.Problem}".TrimEnd()));
    }
}
