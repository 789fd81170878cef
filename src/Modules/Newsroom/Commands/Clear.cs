using Concord.Foundation;

namespace Concord.Newsroom.Commands;

/// <summary>Clears the revision of an edition whose clearance was requested.</summary>
public sealed class Clear
{
    private readonly DocumentWriter writer;

    internal Clear(DocumentWriter writer) => this.writer = writer;

    public async Task<NewsroomResult> RunAsync(
        string slug,
        string language,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await writer.LoadAsync(slug, cancellation) is not { } loaded)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
        }

        if (loaded.EditionIn(language) is not { } edition || loaded.NewestOf(edition) is not { } newest)
        {
            return new NewsroomResult(NewsroomCode.UnknownEdition, slug, language);
        }

        if (edition.ClearedRevision == newest.Number)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, slug, language);
        }

        if (edition.ClearanceRequestedFor != newest.Number)
        {
            return new NewsroomResult(NewsroomCode.ClearanceNotRequested, slug, language);
        }

        writer.Clear(loaded, edition, newest.Number, actor, reason);
        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, slug, language)
            {
                Revisions = new Dictionary<string, int> { [language] = newest.Number },
            }
            : new NewsroomResult(NewsroomCode.Conflict, slug, language);
    }
}
