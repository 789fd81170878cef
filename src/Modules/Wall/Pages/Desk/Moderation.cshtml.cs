using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Wall.Desk;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Wall.Pages.Desk;

/// <summary>Posts of the wall, those that wait for a decision first. Its filters are in the address.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class ModerationModel(PostQueue queue, DecideOnPost decide, UndoModeration undo, Localizer localizer) : PageModel
{
    private const int MaxQuery = 100;

    /// <summary>Offered where a reason is typed.</summary>
    public static IReadOnlyList<string> UsualReasons { get; } = ["topic", "spam", "privacy", "false", "violence"];

    public IReadOnlyList<QueuedPost> Posts { get; private set; } = [];

    public IReadOnlyList<(string Slug, string Name)> Sources { get; private set; } = [];

    public PostQueueFilter Filter { get; private set; } = new(PostState.PendingReview, null, null);

    public PagingLinks? Paging { get; private set; }

    public int Total { get; private set; }

    /// <summary>Posts that were just decided about, for whoever did it.</summary>
    public IReadOnlyList<string> Undoable { get; private set; } = [];

    public IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>What was chosen and typed when a decision was refused.</summary>
    public IReadOnlyCollection<string> Chosen { get; private set; } = [];

    public string? Reason { get; private set; }

    public bool MayDecide => User.May(DeskPolicies.Release);

    public bool IsFiltered => Filter != new PostQueueFilter(PostState.PendingReview, null, null);

    /// <summary>As the address has it.</summary>
    public string StateName => Filter.State?.NameOf() ?? "all";

    public async Task<IActionResult> OnGetAsync(
        string? state,
        string? source,
        string? q,
        string? done,
        CancellationToken cancellation
    )
    {
        Undoable = [.. IdsOf(done?.Split(',') ?? []).Select(id => id.ToString("N"))];
        return await LoadAsync(state, source, q, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDecideAsync(
        List<string> posts,
        PostDecision decision,
        string? reason,
        string? state,
        string? source,
        string? q,
        CancellationToken cancellation
    )
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var ids = IdsOf(posts);
        var (words, isEnough) = DecideOnPost.Read(decision, reason);
        if (ids.Count == 0 || !isEnough)
        {
            var error = ids.Count == 0 ? "moderation.error.none" : "moderation.error.reason";
            return await RefuseAsync([localizer[error]], ids, reason, (state, source, q), cancellation);
        }

        var (done, errors) = (new List<string>(), new List<string>());
        foreach (var id in ids)
        {
            var result = await decide.RunAsync(id, decision, words, User.ToActor(), cancellation);
            if (result.Code == ModerationCode.Done)
            {
                done.Add(id.ToString("N"));
            }
            else if (!result.IsDone)
            {
                errors.Add(ModerationWording.Of(result, localizer));
            }
        }

        if (errors.Count > 0)
        {
            Undoable = done;
            return await RefuseAsync(errors, [], reason: null, (state, source, q), cancellation);
        }

        return LocalRedirect(AddressOf(state, source, q, page: 1, done));
    }

    public async Task<IActionResult> OnPostUndoAsync(List<string> posts, CancellationToken cancellation)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var errors = new List<string>();
        foreach (var id in IdsOf(posts))
        {
            var result = await undo.RunAsync(id, User.ToActor(), cancellation);
            if (!result.IsDone)
            {
                errors.Add(ModerationWording.Of(result, localizer));
            }
        }

        return errors.Count == 0
            ? LocalRedirect(AddressOf(null, null, null, page: 1, []))
            : await RefuseAsync([.. errors.Distinct()], [], reason: null, default, cancellation);
    }

    private async Task<IActionResult> RefuseAsync(
        IReadOnlyList<string> errors,
        IReadOnlyList<Guid> chosen,
        string? reason,
        (string? State, string? Source, string? Query) filter,
        CancellationToken cancellation
    )
    {
        (Errors, Reason) = (errors, reason);
        Chosen = [.. chosen.Select(id => id.ToString("N"))];
        await LoadAsync(filter.State, filter.Source, filter.Query, cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string? state, string? source, string? q, CancellationToken cancellation)
    {
        Filter = new PostQueueFilter(
            state == "all" ? null : PostStates.Find(state) ?? PostState.PendingReview,
            source is { Length: > 0 } slug ? slug : null,
            q?.Trim() is { Length: > 0 and <= MaxQuery } query ? query : null
        );
        if (Foundation.Pages.Paging.Read(Request.Query["page"]) is not { } number)
        {
            return false;
        }

        Sources = await queue.SourcesAsync(cancellation);
        var (paging, posts) = await queue.ListAsync(Filter, number, localizer.Language, cancellation);
        (Posts, Total) = (posts, paging.Total);
        Paging = paging.Pages > 1 ? new PagingLinks(paging, page => AddressOf(state, source, q, page, [])) : null;
        return paging.Exists;
    }

    private string AddressOf(string? state, string? source, string? q, int page, IReadOnlyList<string> done)
    {
        var query = new QueryBuilder();
        var values = new[]
        {
            ("state", state),
            ("source", source),
            ("q", q),
            ("page", page > 1 ? $"{page}" : null),
            ("done", string.Join(',', done)),
        };
        foreach (var (name, value) in values)
        {
            if (value is { Length: > 0 })
            {
                query.Add(name, value);
            }
        }

        return $"/desk/{localizer.Language.Code}/wall{query}";
    }

    private static List<Guid> IdsOf(IEnumerable<string> posts) =>
        [
            .. posts
                .Select(text => Guid.TryParseExact(text, "N", out var id) ? id : (Guid?)null)
                .OfType<Guid>()
                .Distinct()
                .Take(PostQueue.PageSize),
        ];
}
