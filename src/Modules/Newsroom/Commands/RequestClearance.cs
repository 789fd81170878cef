using Concord.Foundation;

namespace Concord.Newsroom.Commands;

/// <summary>Asks that the newest revision of an edition be cleared for release.</summary>
public sealed class RequestClearance
{
    private readonly DocumentWriter writer;

    internal RequestClearance(DocumentWriter writer) => this.writer = writer;

    public async Task<NewsroomResult> RunAsync(string slug, string language, Actor actor, CancellationToken cancellation)
    {
        if (await writer.LoadAsync(slug, cancellation) is not { } loaded)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
        }

        if (loaded.EditionIn(language) is not { } edition || loaded.NewestOf(edition) is not { } newest)
        {
            return new NewsroomResult(NewsroomCode.UnknownEdition, slug, language);
        }

        if (edition.ClearedRevision == newest.Number || edition.ClearanceRequestedFor == newest.Number)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, slug, language);
        }

        writer.RequestClearance(loaded, edition, newest.Number, actor);
        return await writer.TrySaveAsync(cancellation)
            ? new NewsroomResult(NewsroomCode.Done, slug, language)
            {
                Revisions = new Dictionary<string, int> { [language] = newest.Number },
            }
            : new NewsroomResult(NewsroomCode.Conflict, slug, language);
    }
}
