using System.Text.Json;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>
/// The outbox of an account on any server that speaks ActivityPub (W3C Recommendation of 23 January 2018): Mastodon, Pleroma,
/// PeerTube, WordPress and others. Public posts only; no replies, no boosts. Requests are signed where there is a key.
/// </summary>
internal sealed class ActivitySource(OutboundHttpClient client, ActivityKey key, TimeProvider time) : IPostSource
{
    private const int MaxPages = 10;
    private const string Types =
        "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

    public string Kind => "activitypub";

    public async Task<SourceResult> ReadAsync(SourceRequest source, CancellationToken cancellation)
    {
        var answer = await AskAsync(source, source.Address, cancellation);
        if (answer.Outcome != FetchOutcome.Fetched)
        {
            return Failed(answer, source.Cursor);
        }

        var actor = answer.Json() ?? default;
        if (On(answer.Address, AddressOf(actor.Part("outbox"))) is not { } outbox)
        {
            return new SourceResult(FetchOutcome.Denied, source.Cursor)
            {
                Problem = "There is no ActivityPub account at this address: give the address of its profile.",
            };
        }

        return await ReadPagesAsync(source, outbox, actor.Line("name") ?? actor.Line("preferredUsername"), cancellation);
    }

    /// <summary>Post by post; a tombstone means that it is deleted.</summary>
    public async Task<PresenceResult> CheckAsync(
        SourceRequest source,
        IReadOnlyList<KnownPost> posts,
        CancellationToken cancellation
    )
    {
        var (deleted, present) = (new List<string>(), new List<FetchedPost>());
        foreach (var post in posts)
        {
            if (On(source.Address, post.Id) is not { } address)
            {
                continue;
            }

            var answer = await AskAsync(source, address, cancellation);
            var note = new ActivityNote(answer.Json() ?? default, actorName: null);
            if (answer.Outcome == FetchOutcome.NotFound || (answer.Outcome == FetchOutcome.Fetched && note.IsTombstone))
            {
                deleted.Add(post.Id);
            }
            else if (answer.Outcome == FetchOutcome.Fetched && note.Id == post.Id && note.IsPublicPost)
            {
                present.Add(note.ToDraft());
            }
        }

        return new PresenceResult(deleted, present.ConvertAll(post => post.Id), present);
    }

    private async Task<SourceResult> ReadPagesAsync(
        SourceRequest source,
        Uri outbox,
        string? actorName,
        CancellationToken cancellation
    )
    {
        var (posts, faults) = (new List<FetchedPost>(), new List<PostFault>());
        var objects = new ActivityObjects(
            address => AskAsync(source, address, cancellation),
            address => On(source.Address, address)
        );
        var mark = source.Cursor;
        var next = outbox;
        FetchResult? answer = null;
        for (var page = 0; page < MaxPages + 1; page++)
        {
            answer = await AskAsync(source, next, cancellation);
            if (answer.Outcome != FetchOutcome.Fetched || answer.Json() is not { ValueKind: JsonValueKind.Object } collection)
            {
                return BrokenOff(answer, mark, posts) with { Faults = faults };
            }

            // An outbox may contain its items, or its first page, or only link to that.
            var part = collection.Part("first") is { ValueKind: JsonValueKind.Object } first ? first : collection;
            foreach (var item in part.Items("orderedItems").Concat(part.Items("items")))
            {
                var (thing, fault) = await objects.PostOfAsync(item);
                faults.AddRange(fault is null ? [] : [fault]);
                if (thing is { } found && new ActivityNote(found, actorName) is { IsPublicPost: true } note)
                {
                    posts.Add(note.ToDraft());
                    faults.AddRange(note.Faults());
                }
            }

            var isKnown = mark.Newest is null ? posts.Count > 0 : posts.Exists(post => post.Id == mark.Newest);
            if (
                isKnown
                || On(source.Address, AddressOf(part.Part("next")) ?? collection.Text("first")) is not { } further
                || further == next
            )
            {
                return Read(problem: null);
            }

            next = further;
        }

        return Read(SourceResult.TooMany);

        SourceResult Read(string? problem) =>
            new(FetchOutcome.Fetched, mark with { Newest = posts.Count > 0 ? posts[0].Id : mark.Newest })
            {
                Posts = [.. posts.DistinctBy(post => post.Id, StringComparer.Ordinal)],
                Faults = faults,
                Wait = RateLimits.WaitOf(answer!, time),
                Problem = problem,
            };
    }

    private static string? AddressOf(JsonElement reference) => reference.Text() ?? reference.Text("id") ?? reference.Text("href");

    /// <summary>What was read counts; the cursor stays, so that the next poll covers what is missing.</summary>
    private SourceResult BrokenOff(FetchResult answer, SyncCursor mark, List<FetchedPost> posts)
    {
        var failure =
            answer.Outcome == FetchOutcome.Fetched
                ? new SourceResult(FetchOutcome.Denied, mark) { Problem = "The response is not one of ActivityPub." }
                : Failed(answer, mark);
        return failure with { Outcome = posts.Count > 0 ? FetchOutcome.Fetched : failure.Outcome, Posts = posts };
    }

    private SourceResult Failed(FetchResult answer, SyncCursor mark) =>
        SourceResult.Failed(answer, mark) with
        {
            Wait = RateLimits.WaitOf(answer, time),
            Problem =
                answer.Status is 401 or 403 && !key.IsSet
                    ? $"The server answers {answer.Status}: it may answer only to signed questions. Set Concord:Wall:ActivityKey to the file of a key."
                    : answer.Problem,
        };

    private Task<FetchResult> AskAsync(SourceRequest source, Uri address, CancellationToken cancellation) =>
        client.GetAsync(
            source.Fetch(address) with
            {
                Accept = Types,
                BearerToken = source.Token,
                Sign = key.IsSet ? key.Sign : null,
            },
            cancellation
        );

    /// <summary>A server speaks for its own accounts only: objects of other hosts are ignored.</summary>
    private static Uri? On(Uri server, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var found)
        && found.Scheme is "http" or "https"
        && found.Authority == server.Authority
            ? found
            : null;
}
