using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media.Downloads;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Glossary;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Import;

/// <summary>Imports places, documents and the lead of the home page from a content pack.</summary>
internal sealed class NewsroomImporter(
    ConcordDb db,
    KindCatalogue kinds,
    TextTokens tokens,
    FileStore files,
    DocumentWriter writer
) : IContentImporter
{
    public int Order => 20;

    public Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation)
    {
        var folder = new DocumentFolder(pack, kinds);
        var content = new NewsroomContent
        {
            Documents = [.. pack.Folders("documents").Select(folder.Read).OfType<ImportedDocument>()],
            Places = PlacesFile.Read(pack),
            Lead = LeadFile.Read(pack),
            Glossary = GlossaryFile.Read(pack),
        };
        return Task.FromResult<IImportPlan>(new NewsroomImportPlan(db, content, pack, tokens, kinds, files, writer));
    }
}

/// <summary>The newsroom's part of a content pack.</summary>
internal sealed record NewsroomContent
{
    public required IReadOnlyList<ImportedDocument> Documents { get; init; }

    public required IReadOnlyList<ImportedPlace> Places { get; init; }

    public required IReadOnlyList<(string Concept, IReadOnlyList<AgreedTerm> Terms)> Glossary { get; init; }

    /// <summary>Null where the pack has no lead.</summary>
    public required IReadOnlyList<ImportedLead>? Lead { get; init; }
}
