using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>Redirects the readers of a document to another one.</summary>
public sealed class Move
{
    private readonly ChangeState change;
    private readonly DocumentWriter writer;

    internal Move(DocumentWriter writer) => (this.writer, change) = (writer, new ChangeState(writer));

    /// <param name="language">Null for every released edition.</param>
    /// <param name="to">Slug of the other document.</param>
    public async Task<NewsroomResult> RunAsync(
        string slug,
        string? language,
        string to,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) =>
        to == slug || await writer.LoadAsync(to, cancellation) is not { } target || LeadsBack(target, slug)
            ? new NewsroomResult(NewsroomCode.InvalidTarget, slug, language, to)
            : await change.RunAsync(slug, language, EditionState.Moved, notices: null, to, reason, actor, cancellation);

    private static bool LeadsBack(LoadedDocument target, string slug) =>
        target.Document.Editions.Exists(edition => edition.State == EditionState.Moved && edition.MovedTo == slug);
}
