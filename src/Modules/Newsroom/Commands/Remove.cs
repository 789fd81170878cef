using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>Removes a released text: its address answers 410.</summary>
public sealed class Remove
{
    private readonly ChangeState change;

    internal Remove(DocumentWriter writer) => change = new ChangeState(writer);

    /// <param name="language">Null for every released edition.</param>
    public Task<NewsroomResult> RunAsync(
        string slug,
        string? language,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) => change.RunAsync(slug, language, EditionState.Removed, notices: null, movedTo: null, reason, actor, cancellation);
}
