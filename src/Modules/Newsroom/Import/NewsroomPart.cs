using Concord.Foundation.Packs;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Import;

/// <summary>Takes places, documents and the lead of the home page from a content pack.</summary>
internal sealed class NewsroomPart(ConcordDb db, KindCatalogue kinds, TextTokens tokens, MediaShelf shelf, TimeProvider time)
    : IContentPart
{
    public int Order => 20;

    public Task<IContentChange> ReadAsync(PackFolder pack, CancellationToken cancellation)
    {
        var folder = new DocumentFolder(pack, kinds);
        var content = new NewsroomContent
        {
            Documents = [.. pack.Folders("documents").Select(folder.Read).OfType<DocumentDraft>()],
            Places = PlacesFile.Read(pack),
            Lead = LeadFile.Read(pack),
        };
        return Task.FromResult<IContentChange>(new NewsroomChange(db, content, pack, tokens, kinds, shelf, time));
    }
}

/// <summary>Everything of a content pack that is the newsroom's.</summary>
internal sealed record NewsroomContent
{
    public required IReadOnlyList<DocumentDraft> Documents { get; init; }

    public required IReadOnlyList<PlaceDraft> Places { get; init; }

    /// <summary>Null where the pack does not speak of the lead.</summary>
    public required IReadOnlyList<LeadDraft>? Lead { get; init; }
}
