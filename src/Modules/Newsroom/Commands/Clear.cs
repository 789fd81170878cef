using Concord.Foundation;
using Concord.Newsroom.Clearance;

namespace Concord.Newsroom.Commands;

/// <summary>
/// Clears the revision of an edition whose clearance was requested, in one step, or sends it back. The revision is cleared
/// when all steps that are set for its kind are.
/// </summary>
public sealed class Clear
{
    private readonly ClearanceDecisions decisions;

    internal Clear(ClearanceDecisions decisions) => this.decisions = decisions;

    /// <summary>Clears in the first step that waits for the actor.</summary>
    public Task<NewsroomResult> RunAsync(
        string slug,
        string language,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) => DecideAsync(slug, language, new Verdict(null, null, true, reason), new Clearer(actor), cancellation);

    /// <summary>Sends the text back; the reason tells the writers what to change.</summary>
    public Task<NewsroomResult> RefuseAsync(
        string slug,
        string language,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) => DecideAsync(slug, language, new Verdict(null, null, false, reason), new Clearer(actor), cancellation);

    internal Task<NewsroomResult> DecideAsync(
        string slug,
        string language,
        Verdict verdict,
        Clearer clearer,
        CancellationToken cancellation
    ) =>
        !verdict.IsCleared && string.IsNullOrWhiteSpace(verdict.Note)
            ? Task.FromResult(new NewsroomResult(NewsroomCode.ReasonRequired, slug, language))
            : decisions.DecideAsync(slug, language, verdict, clearer, cancellation);
}
