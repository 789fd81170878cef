using Concord.Foundation.Journal;
using Concord.Foundation.Security;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Clearance of the newest text: who cleared it, who is asked, and what changed since.</summary>
internal sealed partial class EditModel
{
    /// <summary>Null where nobody was asked to clear the newest text, and the person cleared no earlier one.</summary>
    public ClearanceView? ClearanceView { get; private set; }

    public async Task<IActionResult> OnPostRequestClearanceAsync(string slug, string language, CancellationToken cancellation) =>
        User.MayWrite(language)
            ? await FinishAsync(
                slug,
                language,
                await requestClearance.RunAsync(slug, language, User.ToActor(), cancellation),
                cancellation
            )
            : Forbid();

    public async Task<IActionResult> OnPostRevokePreviewsAsync(string slug, string language, CancellationToken cancellation) =>
        User.MayWrite(language)
            ? await FinishAsync(slug, language, await revokePreviews.RunAsync(slug, User.ToActor(), cancellation), cancellation)
            : Forbid();

    public async Task<IActionResult> OnPostWithdrawRequestAsync(string slug, string language, CancellationToken cancellation) =>
        User.MayWrite(language)
            ? await FinishAsync(
                slug,
                language,
                await requestClearance.WithdrawAsync(slug, language, User.ToActor(), cancellation),
                cancellation
            )
            : Forbid();

    /// <param name="number">What the clearer has read, which may not be what was saved since.</param>
    /// <param name="step">Place of the step, from 0.</param>
    public Task<IActionResult> OnPostClearAsync(
        string slug,
        string language,
        int number,
        int? step,
        string? note,
        CancellationToken cancellation
    ) => DecideAsync(slug, language, new Verdict(number, step, IsCleared: true, note), cancellation);

    public Task<IActionResult> OnPostRefuseAsync(
        string slug,
        string language,
        int number,
        int? step,
        string? note,
        CancellationToken cancellation
    ) => DecideAsync(slug, language, new Verdict(number, step, IsCleared: false, note), cancellation);

    public async Task<IActionResult> OnPostInviteGuestAsync(
        string slug,
        string language,
        Guid round,
        int step,
        string? guest,
        CancellationToken cancellation
    )
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        var (token, result) = await inviteGuest.RunAsync(slug, language, round, step, guest ?? "", User.ToActor(), cancellation);
        if (token is null)
        {
            return await FinishAsync(slug, language, result, cancellation);
        }

        if (!await TryLoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        Fields = EditFields.Of(Shown);
        // The token is shown this once; only its row is kept.
        ClearanceView = ClearanceView! with
        {
            Link = site.Of(Request, $"/desk/{Localizer.Language.Code}/clear/{token}"),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeGuestAsync(
        string slug,
        string language,
        Guid link,
        CancellationToken cancellation
    ) =>
        User.MayWrite(language)
            ? await FinishAsync(
                slug,
                language,
                await inviteGuest.RevokeAsync(slug, language, link, User.ToActor(), cancellation),
                cancellation
            )
            : Forbid();

    private async Task<IActionResult> DecideAsync(
        string slug,
        string language,
        Verdict verdict,
        CancellationToken cancellation
    ) =>
        User.May(DeskPolicies.Clear)
            ? await FinishAsync(
                slug,
                language,
                await clear.DecideAsync(slug, language, verdict, new Clearer(User.ToActor()), cancellation),
                cancellation
            )
            : Forbid();

    private async Task LoadClearanceAsync(CancellationToken cancellation)
    {
        if (Shown is not { Edition: { } edition, Newest: { } newest })
        {
            return;
        }

        var open = await clearance.FindAsync(edition.Id, newest.Number, cancellation);
        var isOpen = edition.ClearanceRequestedFor == newest.Number;
        var before = User.May(DeskPolicies.Clear)
            ? await clearance.ClearedBeforeAsync(edition.Id, newest.Number, User.ToActor(), cancellation)
            : null;
        if (open is null && before is null && !isOpen)
        {
            return;
        }

        // A request of an earlier version of the program has no round.
        var steps = open?.Steps ?? ClearanceProgress.Of(StepRule.Default, []);
        var actors = steps.SelectMany(step => step.Rule.People).Select(id => $"person:{id}");
        ClearanceView = new ClearanceView
        {
            Number = newest.Number,
            Round = open,
            Steps = steps,
            IsOpen = isOpen,
            MayWrite = MayWrite,
            Own =
                User.May(DeskPolicies.Clear) && isOpen
                    ? [.. steps.Where(step => step.WaitsFor(User.ToActor().Name, User.ToActor().ToString()))]
                    : [],
            Links = isOpen && open is not null && MayWrite ? await clearance.LinksOfAsync(open.Round.Id, cancellation) : [],
            ClearedBefore = before?.Number,
            ChangedSince = before is null ? [] : TextDifference.Of(before, newest),
            Names = await people.FindAsync(actors.Concat(open?.Decisions.Select(one => one.Actor) ?? []), cancellation),
        };
    }
}

/// <summary>What the page shows of the clearance of its text.</summary>
internal sealed record ClearanceView
{
    /// <summary>Of the newest revision.</summary>
    public required int Number { get; init; }

    /// <summary>Null where nobody was asked, or by an earlier version of the program.</summary>
    public required OpenRound? Round { get; init; }

    public required IReadOnlyList<StepState> Steps { get; init; }

    /// <summary>Whether somebody is asked now.</summary>
    public required bool IsOpen { get; init; }

    public required bool MayWrite { get; init; }

    /// <summary>Whether people without an account may be asked.</summary>
    public bool MayInvite { get; init; } = true;

    /// <summary>Steps that this person may decide now.</summary>
    public required IReadOnlyList<StepState> Own { get; init; }

    /// <summary>Links to people without an account that are still valid.</summary>
    public required IReadOnlyList<ClearanceLink> Links { get; init; }

    /// <summary>Number of the last revision that this person cleared, where it is not the newest.</summary>
    public required int? ClearedBefore { get; init; }

    /// <summary>How the text changed since then.</summary>
    public required IReadOnlyList<DifferentPart> ChangedSince { get; init; }

    /// <summary>Names by actor.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>A link that was just made; it is shown this once.</summary>
    public string? Link { get; init; }

    public string NameOf(ClearanceDecision decision, Foundation.Languages.Localizer localizer) =>
        decision.GuestName ?? JournalWording.NameOf(decision.Actor, Names, localizer);
}
