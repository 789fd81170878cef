using Concord.Foundation;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>Releases the newest revision of an edition with a dated notice of what was corrected.</summary>
public sealed class Correct
{
    private readonly ChangeState change;

    internal Correct(DocumentWriter writer, ReleasableContent content, NewsroomOptions options) =>
        change = new ChangeState(writer, content, options.RequireClearance);

    /// <param name="notice">For readers, in the edition's language.</param>
    public Task<NewsroomResult> RunAsync(
        string slug,
        string language,
        string notice,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) =>
        change.RunAsync(
            slug,
            language,
            EditionState.Corrected,
            new Dictionary<string, string>(StringComparer.Ordinal) { [language] = notice },
            movedTo: null,
            reason,
            actor,
            cancellation
        );
}
