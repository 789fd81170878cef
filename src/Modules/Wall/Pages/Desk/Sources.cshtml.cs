using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Wall.Desk;
using Concord.Wall.Moderation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Wall.Pages.Desk;

/// <summary>The sources of the wall with their health.</summary>
[Authorize(DeskPolicies.Read)]
[RequestSizeLimit(MaxList + (64 << 10))]
internal sealed class SourcesModel(
    SourceCommands commands,
    AddSources add,
    IngestionCommands ingestion,
    MemberChoice members,
    IEffortNames efforts,
    WallOptions options,
    SiteClock clock,
    Localizer localizer
) : PageModel
{
    /// <summary>Bytes of an OPML file; a list of ten thousand feeds is smaller.</summary>
    private const int MaxList = 4 << 20;

    public IReadOnlyList<SourceHealth> Sources { get; private set; } = [];

    public IReadOnlyList<(string Slug, string Name)> Members { get; private set; } = [];

    public IReadOnlyList<EffortName> Efforts { get; private set; } = [];

    /// <summary>Names of secrets in the settings; the secrets themselves are shown nowhere.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>What was typed and refused.</summary>
    public SourceFields Fields { get; private set; } = new();

    public string? Error { get; private set; }

    public string? Told { get; private set; }

    public bool MayDecide => User.May(DeskPolicies.Release);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAddAsync(SourceFields fields, CancellationToken cancellation)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var source = new NewSource(
            fields.Slug?.Trim() ?? "",
            Clean(fields.Address),
            Kind: null,
            Clean(fields.Member),
            Clean(fields.Name),
            Clean(fields.Effort),
            options.Secrets.Keys.FirstOrDefault(name => name == fields.Secret),
            fields.IsTrusted
        );
        var result = await add.FollowAsync(source, User.ToActor(), cancellation);
        Fields = fields;
        return await AnswerAsync(result, cancellation);
    }

    /// <summary>Adds every feed of a list that a feed reader saved.</summary>
    public async Task<IActionResult> OnPostImportAsync(IFormFile? list, bool isTrusted, CancellationToken cancellation)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        if (list is not { Length: > 0 and <= MaxList })
        {
            return await AnswerAsync(new ModerationResult(ModerationCode.UnreadableList, "", "–"), cancellation);
        }

        await using var content = list.OpenReadStream();
        var result = await add.ImportAsync(content, isTrusted, User.ToActor(), cancellation);
        if (!result.IsDone)
        {
            return await AnswerAsync(result, cancellation);
        }

        Told = localizer.Fill(
            "moderation.list.done",
            ("added", localizer.Format.Number(result.Counts?.Added ?? 0)),
            ("present", localizer.Format.Number(result.Counts?.Unchanged ?? 0))
        );
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostChangeAsync(
        string slug,
        SourceChange change,
        string? reason,
        CancellationToken cancellation
    )
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var (words, actor) = (reason?.Trim() ?? "", User.ToActor());
        var result = change switch
        {
            SourceChange.Poll => await ingestion.PollAsync(slug, actor, cancellation),
            SourceChange.AcceptMove => await commands.AcceptMoveAsync(slug, words, actor, cancellation),
            SourceChange.Trust or SourceChange.Distrust => await commands.TrustAsync(
                slug,
                change == SourceChange.Trust,
                words,
                actor,
                cancellation
            ),
            _ => await commands.PauseAsync(slug, change == SourceChange.Pause, words, actor, cancellation),
        };
        if (change != SourceChange.Poll || !result.IsDone)
        {
            return await AnswerAsync(result, cancellation);
        }

        Told = localizer.Count("moderation.polled", result.Counts?.Added ?? 0);
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task<IActionResult> AnswerAsync(ModerationResult result, CancellationToken cancellation)
    {
        if (result.IsDone)
        {
            return RedirectToPage();
        }

        Error = ModerationWording.Of(result, localizer);
        await LoadAsync(cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Sources = await commands.ListAsync(cancellation);
        Members = await members.ReadAsync(cancellation);
        Efforts = await efforts.ReadAsync(localizer.Language, clock.Now, cancellation);
        Secrets = [.. options.Secrets.Keys.Order(StringComparer.Ordinal)];
    }

    private static string? Clean(string? text) => text?.Trim() is { Length: > 0 } clean ? clean : null;
}

internal enum SourceChange
{
    Trust,
    Distrust,
    Pause,
    Resume,
    Poll,
    AcceptMove,
}

/// <summary>The fields of a new source.</summary>
internal sealed record SourceFields
{
    public string? Slug { get; init; }

    public string? Address { get; init; }

    public string? Name { get; init; }

    public string? Member { get; init; }

    public string? Effort { get; init; }

    /// <summary>Name of a secret in the settings.</summary>
    public string? Secret { get; init; }

    public bool IsTrusted { get; init; }
}
