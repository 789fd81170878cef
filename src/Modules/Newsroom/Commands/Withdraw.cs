using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>Withdraws a released text: a dated notice replaces it.</summary>
public sealed class Withdraw
{
    private readonly ChangeState change;

    internal Withdraw(DocumentWriter writer) => change = new ChangeState(writer);

    /// <param name="language">Null for every released edition.</param>
    /// <param name="notices">For readers, by language.</param>
    public Task<NewsroomResult> RunAsync(
        string slug,
        string? language,
        IReadOnlyDictionary<string, string> notices,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) => change.RunAsync(slug, language, EditionState.Withdrawn, notices, movedTo: null, reason, actor, cancellation);
}
