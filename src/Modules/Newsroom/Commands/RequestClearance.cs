using Concord.Foundation;
using Concord.Newsroom.Clearance;

namespace Concord.Newsroom.Commands;

/// <summary>Asks that the newest revision of an edition be cleared for release, and takes such a request back.</summary>
public sealed class RequestClearance
{
    private readonly ClearanceDecisions decisions;

    internal RequestClearance(ClearanceDecisions decisions) => this.decisions = decisions;

    public Task<NewsroomResult> RunAsync(string slug, string language, Actor actor, CancellationToken cancellation) =>
        decisions.RequestAsync(slug, language, actor, cancellation);

    /// <summary>Takes the request back; what was cleared in it no longer counts.</summary>
    public Task<NewsroomResult> WithdrawAsync(string slug, string language, Actor actor, CancellationToken cancellation) =>
        decisions.WithdrawRequestAsync(slug, language, actor, cancellation);
}
